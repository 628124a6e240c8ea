import type { Input, InputVideoTrack } from 'mediabunny'
import type { Ranges } from './ranges.ts'
import type { TrackMime } from './signature.ts'

/** Our short names of codecs; H.264 beyond eight bits or 4:2:0 is not what networks call by that name. */
export async function codecOf(video: InputVideoTrack): Promise<string | undefined> {
  const codec = await video.getCodec()
  if (codec !== 'avc') return codec ?? undefined
  const profile = Number.parseInt(((await video.getCodecParameterString()) ?? '').slice(5, 7), 16)
  return usualProfiles.has(profile) || Number.isNaN(profile) ? 'h264' : 'h264-high'
}

const usualProfiles = new Set([0x42, 0x4d, 0x58, 0x64])

/** Frames a second over the beginning of the track, to a thousandth. */
export async function frameRateOf(video: InputVideoTrack): Promise<number | undefined> {
  const { averagePacketRate } = await video.computePacketStats(120)
  return Number.isFinite(averagePacketRate) && averagePacketRate > 0
    ? Math.round(averagePacketRate * 1_000) / 1_000
    : undefined
}

/** Does it carry what tells of its maker: a place, a device, a name? The writing program's own mark does not count. */
export async function hasTags(input: Input): Promise<boolean> {
  const { raw = {}, ...tags } = await input.getMetadataTags()
  const named = Object.values(tags).some((value) => value !== undefined)
  return (
    named ||
    Object.keys(raw).some((key) => !/^(©too|encoder|major_brand|minor_version|compatible_brands|©enc)$/i.test(key))
  )
}

/** Does the index stand before the pictures, so that a player can begin before the end has come? */
export async function beginsAtOnce(ranges: Ranges, mime: TrackMime): Promise<boolean> {
  if (mime !== 'video/mp4' && mime !== 'video/quicktime') return true
  for (let at = 0, boxes = 0; at + 8 <= ranges.size && boxes < 1_000; boxes++) {
    const head = await ranges.at(at, 16)
    const name = head.toString('latin1', 4, 8)
    if (name === 'moov') return true
    if (name === 'mdat') return false
    const short = head.readUInt32BE(0)
    at += short === 1 ? Number(head.readBigUInt64BE(8)) : Math.max(8, short)
  }
  return true
}
