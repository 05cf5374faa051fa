"""Runs the migrations on the connection that `db.migrate` hands over, inside its transaction."""

from alembic import context

from meso_desktop.db.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
