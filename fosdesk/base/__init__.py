"""The ground every other package stands on: paths, files, settings, language, time, errors, jobs, keys."""
