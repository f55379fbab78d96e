"""spaCy: a Doc of the clean text that keeps the entities of the source, each where it stands now."""
import mtmend


def mended(doc, nlp, **options):
    result = mtmend.clean(doc.text, **options)
    clean = nlp.make_doc(result.text)
    spans = []
    for entity in doc.ents:
        begin, end = result.to_clean((entity.start_char, entity.end_char))
        span = clean.char_span(begin, end, label=entity.label_, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    clean.ents = spans
    return clean
