#pragma once
/// Marks what belongs to the interface of the library: these symbols are exported from libmtmend.so, and
/// nothing else is (tests/interface has the list of them).
#define MTMEND_INTERFACE __attribute__((visibility("default")))
