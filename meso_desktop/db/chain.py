"""Appends to the chain of seals inside the transaction that inserts, and keeps its head."""


from sqlalchemy.orm import Session

from meso_desktop.db.tables import SealHeadRow
from meso_desktop.domain.seal import head_proof


def begin_chain(session: Session, *, chain_key: bytes) -> None:
    """Write the head of an empty chain."""
    session.add(SealHeadRow(id=1, count=0, link=b"", proof=head_proof(0, b"", chain_key=chain_key)))
