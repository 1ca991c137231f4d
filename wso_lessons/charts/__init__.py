"""Charts: one function for each question asked of a table; each gives a Chart with its finding, source and numbers.

Nothing is drawn, and matplotlib is not loaded, until one of the functions is first called.
"""

from wso_lessons.charts.agencies import agency_types, models_per_agency
from wso_lessons.charts.any_table import bars
from wso_lessons.charts.chart import Chart
from wso_lessons.charts.growth import agreements_by_model, launch_years
from wso_lessons.charts.places import share_of_state, wso_by_state
from wso_lessons.charts.survivorship import survivors
from wso_lessons.charts.tiles import states_without

__all__ = [
    "Chart",
    "agency_types",
    "agreements_by_model",
    "bars",
    "launch_years",
    "models_per_agency",
    "share_of_state",
    "states_without",
    "survivors",
    "wso_by_state",
]
