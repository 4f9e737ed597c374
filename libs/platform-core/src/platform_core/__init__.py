"""Settings, logs, engines, run metrics and data contracts of the platform.

The modules import each other relatively: services link this package into their own, where it has another name. Import
the modules, not this package: each needs its own libraries only.
"""
