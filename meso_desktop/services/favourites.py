"""The protocols that a practitioner marked to find them first."""

from sqlalchemy import select

from meso_desktop.db.tables import FavouriteProtocolRow
from meso_desktop.services.session import OpenClinic


def favourites(clinic: OpenClinic) -> frozenset[str]:
    """Return the ids of the protocols that the signed-in practitioner marked, also of those that no pack holds any more."""
    own = FavouriteProtocolRow.practitioner_id == clinic.practitioner.practitioner_id
    with clinic.store.read() as session:
        return frozenset(session.scalars(select(FavouriteProtocolRow.protocol).where(own)))


def set_favourite(clinic: OpenClinic, *, protocol: str, is_favourite: bool) -> None:
    """Mark a protocol for the signed-in practitioner, or take the mark away; doing it twice is harmless. Raises UserError ``save.*``."""
    place = (clinic.practitioner.practitioner_id, protocol)
    with clinic.store.write() as session:
        row = session.get(FavouriteProtocolRow, place)
        if is_favourite and row is None:
            session.add(FavouriteProtocolRow(practitioner_id=place[0], protocol=protocol, chosen_at=clinic.clock.now()))
        elif not is_favourite and row is not None:
            session.delete(row)
