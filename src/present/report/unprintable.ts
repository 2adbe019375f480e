/**
 * What must never reach a terminal or a log as it is: control characters (C0, DEL, C1), format characters (bidirectional
 * controls, zero-width characters, soft hyphens, tags), line and paragraph separators, lone surrogates and whatever else
 * shows as nothing. Variation selectors of emoji (U+FE0E, U+FE0F) may stay: they only choose a glyph.
 */
export const UNPRINTABLE = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
