"""What models answered, kept in files that people can read: played again offline, and checked.

`minds.recorded_mind` is the way in. Nothing is imported here: the models' client takes most of a second.
"""
