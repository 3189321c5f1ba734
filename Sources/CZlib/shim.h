#ifndef COUNTERSIGN_CZLIB_SHIM_H
#define COUNTERSIGN_CZLIB_SHIM_H

#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot call. 16 + MAX_WBITS: what starts with a gzip header (RFC 1952). */
static inline int countersign_zlib_gunzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }

#endif
