/** Whose queries can be pasted in. */
export const vendors = ['brandwatch', 'youscan', 'talkwalker', 'brand24'] as const
export type Vendor = (typeof vendors)[number]

/** As they write themselves. */
export const vendorNames: Record<Vendor, string> = {
  brandwatch: 'Brandwatch',
  youscan: 'YouScan',
  talkwalker: 'Talkwalker',
  brand24: 'Brand24',
}
