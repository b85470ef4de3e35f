"""How style sheets and scripts are kept in production: compressed, and named by their content."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Leaves references to source maps alone: packages of others name maps that they do not bring."""

    patterns = tuple(
        (extension, tuple(each for each in patterns if "sourceMappingURL" not in str(each)))
        for extension, patterns in CompressedManifestStaticFilesStorage.patterns
    )
