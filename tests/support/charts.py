"""The charts of the course's own tables, by name, and the tables that each draws."""

CHARTS = {
    "agreements_by_model": ("monthly_agreements",),
    "launch_years": ("reconstruction_2019_2020", "monthly_agreements"),
    "wso_by_state": ("states_by_model",),
    "share_of_state": ("agreement_history",),
    "agency_types": ("agency_types_by_model",),
    "models_per_agency": ("roster",),
    "survivors": ("signed_by_month",),
    "states_without": ("states_by_model",),
}
