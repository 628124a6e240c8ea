/** The graph trims texts and takes line ends as they come. */
export const sameText = (one: string, other: string) => squeezed(one) === squeezed(other)
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
