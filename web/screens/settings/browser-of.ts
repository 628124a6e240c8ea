const browsers: [string, RegExp][] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Firefox', /\bFirefox\//],
  ['Chrome', /\b(?:Headless)?Chrom(?:e|ium)\//],
  ['Safari', /\bSafari\//],
]
const systems: [string, RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['macOS', /Mac OS X/],
  ['Windows', /Windows/],
  ['Linux', /Linux/],
]

/** A browser by what it says of itself: “Firefox, Linux”. Order matters: each pretends to be those after it. */
export function browserOf(agent: string | null): string | null {
  const known = [browsers, systems].map((list) => list.find(([, sign]) => sign.test(agent ?? ''))?.[0])
  return known.filter(Boolean).join(', ') || null
}
