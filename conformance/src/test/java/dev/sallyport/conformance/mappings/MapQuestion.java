package dev.sallyport.conformance.mappings;

/** Who is this, under that map? */
record MapQuestion(MapDocument document, Caller caller) {}
