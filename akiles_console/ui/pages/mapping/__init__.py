"""The Mapping page: what each HR group opens, kept with the organization."""
