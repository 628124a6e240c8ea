import type { Ground } from './ground.ts'
import type { EmPicture, EmPin } from './state.ts'

export function pinShape(ground: Ground, pin: EmPin) {
  const owner = ground.state.users.get(pin.owner)
  return {
    id: pin.id,
    created_at: pin.at,
    title: pin.title || null,
    description: pin.description || null,
    link: pin.link || null,
    alt_text: pin.alt || null,
    board_id: pin.board,
    board_section_id: pin.section ?? null,
    board_owner: { username: owner?.username },
    creative_type: pin.video ? 'VIDEO' : pin.pictures.length > 1 ? 'CAROUSEL' : 'REGULAR',
    is_owner: true,
    is_standard: true,
    has_been_promoted: false,
    parent_pin_id: null,
    dominant_color: '#6e7874',
    media: mediaShape(ground, pin),
  }
}

function mediaShape(ground: Ground, pin: EmPin) {
  const video = ground.state.videos.get(pin.video ?? '')
  if (video) {
    const { durationMs, width, height } = video
    return {
      media_type: 'video',
      cover_image_url: `${ground.site.url}/files/${pin.id}/cover`,
      duration: durationMs,
      width,
      height,
    }
  }
  const images = (one: EmPicture, index: number) => ({
    '1200x': { url: `${ground.site.url}/files/${pin.id}/${index}`, width: one.width, height: one.height },
  })
  const [first] = pin.pictures
  if (first && pin.pictures.length === 1) return { media_type: 'image', images: images(first, 0) }
  const items = pin.pictures.map((one, index) => ({
    item_type: 'image',
    description: one.description ?? null,
    images: images(one, index),
  }))
  return { media_type: 'multiple_images', items }
}

export function metricsOf({ state, site, now }: Ground, pin: EmPin) {
  const owner = state.users.get(pin.owner)
  const seen = {
    key: `pinterest ${owner?.username} ${pin.ordinal}`,
    text: `${pin.title} ${pin.description}`,
    language: owner?.locale,
    at: new Date(pin.at),
    media: true,
  }
  const done = site.people.reactionsTo(seen, now())
  const count = (kind: string) => done.filter((one) => one.kind === kind).length
  const life = {
    impression: done.length * 14,
    pin_click: done.length * 2,
    clickthrough: done.length,
    save: count('reshare'),
    reaction: count('like'),
    comment: count('comment'),
  }
  return {
    '90d': { impression: life.impression, pin_click: life.pin_click, clickthrough: life.clickthrough },
    lifetime_metrics: life,
  }
}
