"""Exchange of the catalogue: Japanese open-data tables in, HSDS JSON in and out, calendars out."""

from resources.exchange.calendar_file import gatherings_calendar
from resources.exchange.hsds_in import places_from_hsds
from resources.exchange.hsds_out import places_to_hsds
from resources.exchange.ledger import Ledger
from resources.exchange.own_csv import places_to_csv
from resources.exchange.own_excel import places_to_excel
from resources.exchange.package_in import places_from_package
from resources.exchange.package_out import places_to_package
from resources.exchange.preview import Change, Item, Preview, apply_preview, preview_import
from resources.exchange.tables import Imported, read_places

__all__ = [
    "Change",
    "Imported",
    "Item",
    "Ledger",
    "Preview",
    "apply_preview",
    "gatherings_calendar",
    "places_from_hsds",
    "places_from_package",
    "places_to_csv",
    "places_to_excel",
    "places_to_hsds",
    "places_to_package",
    "preview_import",
    "read_places",
]
