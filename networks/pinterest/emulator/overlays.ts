import type { Overlay } from '../../lab/description.ts'

/** Where the checks of pinterest/openapi.json 5.23 stand in the way of seeing what the network itself answers. */
export const overlays: Overlay[] = ['PinCreate', 'PinUpdate'].map((name) => ({
  at: `/components/schemas/${name}/properties/description/maxLength`,
  why: 'the emulator counts by itself and answers as the network does, so that one sign too many is refused and not merely undescribed',
  source: 'https://developers.pinterest.com/docs/api/v5/pins-create',
  read: '2026-11-22',
}))
