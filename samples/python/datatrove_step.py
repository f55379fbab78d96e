"""datatrove: a step that cleans documents; put Mend() behind the reader or the extractor."""
from datatrove.pipeline.base import PipelineStep

import mtmend


class Mend(PipelineStep):
    type = "🔧 - MEND"
    name = "mtmend"

    def __init__(self, **options):
        super().__init__()
        self.options = options

    def run(self, data, rank=0, world_size=1):
        for document in data:
            result = mtmend.clean(document.text, **self.options)
            document.metadata["mtmend_edits"] = len(result.edits)
            document.text = result.text
            self.stat_update("edits", value=len(result.edits))
            yield document
