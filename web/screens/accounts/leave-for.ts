import type { Account, ConnectBegun, NetworkField } from '../../api/brand.ts'
import { keep } from '../../shell/kept.ts'

/** Off to the network; the way back is remembered under its state. */
export function leaveFor(brandId: string, { url, state }: ConnectBegun): void {
  keep.connecting(state, brandId)
  window.location.assign(url)
}

/** The server of an account that is connected again need not be written again. */
export const writtenBefore = (field: Pick<NetworkField, 'key' | 'default'>, again: Account | undefined): string =>
  again && field.key === 'server' ? again.server : (field.default ?? '')
