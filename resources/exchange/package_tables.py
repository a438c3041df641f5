"""The tables of an HSDS 3.1 tabular data package that we write and read (names of Open Referral, CC BY-SA 4.0)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PackageTable:
    """One table: its resource name, its file, its columns (those with "!" must be filled) and where it points to."""

    name: str
    path: str
    columns: str
    points_to: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the columns in their order."""
        return tuple(column.partition(":")[0].rstrip("!") for column in self.columns.split())

    def descriptor(self) -> dict[str, object]:
        """Return the resource as datapackage.json describes it."""
        fields = [_field(column) for column in self.columns.split()]
        keys = [{"fields": own, "reference": {"resource": other, "fields": "id"}} for own, other in self.points_to]
        schema: dict[str, object] = {"fields": fields, "primaryKey": "id"}
        if keys:
            schema["foreignKeys"] = keys
        return {
            "name": self.name,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema,
        }


def _field(column: str) -> dict[str, object]:
    """Return the description of a column such as `minimum_age:number` or `id!`."""
    name, _, kind = column.partition(":")
    return {"name": name.rstrip("!"), "type": kind or "string", "constraints": {"required": name.endswith("!")}}


_SERVICE = ("service_id", "service")
_LOCATION = ("location_id", "location")

TABLES = (
    PackageTable("organization", "organizations.csv", "id! name! description!"),
    PackageTable(
        "service",
        "services.csv",
        "id! organization_id! name! alternate_name description url status! application_process fees_description "
        "eligibility_description minimum_age:number maximum_age:number assured_date:date",
        (("organization_id", "organization"),),
    ),
    PackageTable("location", "locations.csv", "id! location_type! name latitude:number longitude:number"),
    PackageTable(
        "service_at_location", "service_at_location.csv", "id! service_id! location_id!", (_SERVICE, _LOCATION)
    ),
    PackageTable(
        "address",
        "addresses.csv",
        "id! location_id address_1! city! state_province! postal_code! country! address_type!",
        (_LOCATION,),
    ),
    PackageTable("phone", "phones.csv", "id! service_id number! type", (_SERVICE,)),
    PackageTable(
        "schedule",
        "schedules.csv",
        "id! service_id timezone:number wkst freq interval:number byday bymonthday description opens_at:time "
        "closes_at:time notes",
        (_SERVICE,),
    ),
    PackageTable("language", "languages.csv", "id! service_id code note", (_SERVICE,)),
    PackageTable("service_area", "service_areas.csv", "id! service_id name extent extent_type uri", (_SERVICE,)),
    PackageTable(
        "attribute",
        "attributes.csv",
        "id! link_id! taxonomy_term_id! link_type link_entity! value label",
        (("taxonomy_term_id", "taxonomy_term"),),
    ),
    PackageTable(
        "taxonomy_term",
        "taxonomy_terms.csv",
        "id! code name! description! taxonomy language taxonomy_id",
        (("taxonomy_id", "taxonomy"),),
    ),
    PackageTable("taxonomy", "taxonomies.csv", "id! name! description!"),
)
