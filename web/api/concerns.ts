/** May an answer kept under this address have become stale by the event? What belongs to another brand is left alone. */
export function concerns(path: string, event: Told): boolean {
  const brand = /^\/api\/brands\/([^/]+)/.exec(path)?.[1]
  if (brand && event.brandId && brand !== event.brandId) return false
  const conversation = /\/conversations\/([^/]+)/.exec(path)?.[1]
  const named = event.payload?.conversationId
  if (conversation && typeof named === 'string' && conversation !== named) return false
  const told = rooms[event.type] ?? rooms[event.type.split('.')[0] ?? '']
  return !told || told.test(path)
}

type Told = { type: string; brandId: string | null; payload?: Record<string, unknown> }

/** Which addresses an event, or its kind, may change; what is not here may change anything of its brand. */
const rooms: Record<string, RegExp> = {
  'post.presence': /\/presence\b/,
  post: /\/(?:posts|publications|calendar|media|tasks|recurring|approvals|approval-links|for-approval)\b/,
  publication: /\/(?:posts|publications|calendar|tasks|notices)\b/,
  'conversation.presence': /\/presence\b/,
  conversation: /^\/api\/inbox(?:\/counts)?$|\/(?:conversations|people)\b/,
  person: /\/(?:conversations|people)\b/,
  windows: /\/people\b/,
  answer: /\/(?:conversations|tasks|notices)\b|\/publications\/[^/?]/,
  rule: /\/(?:rules|rule-hits)\b/,
  'dry-run': /\/dry-runs\b/,
  'stop-words': /\/stop-words\b/,
  media: /\/(?:media|posts)\b/,
  account: /\/(?:accounts|tasks|notices)\b|\/brands(?:\/[^/]+)?$/,
  notice: /\/notices\b/,
  brand: /\/me$|\/brands(?:\/[^/]+)?$/,
  slots: /\/(?:slots|calendar)\b/,
  recurring: /\/(?:recurring|calendar)\b/,
  approval: /\/(?:posts|approvals|approval-links|for-approval)\b/,
  case: /\/cases\b|\/reputation\/critics\b/,
  crisis: /\/(?:crises|crisis-chain)\b/,
  bank: /\/bank\b/,
  advocate: /\/(?:advocate-invitations|reputation\/advocates)\b/,
  member: /\/(?:members|me|invitations)\b/,
  service: /\/(?:business-hours|service-levels|service-measures)\b/,
  mention: /\/listening\/mentions\b/,
  label: /\/(?:labels|saved-replies|service-levels)\b/,
  'saved-reply': /\/saved-replies\b/,
  macro: /\/macros\b/,
  article: /\/(?:articles|article-suggestions)\b/,
  expert: /\/(?:experts|forwards)\b/,
  forward: /\/(?:experts|forwards|cases)\b/,
  alerts: /\/(?:alert-channels|alert-choices)\b/,
  duty: /\/duty\b/,
  'listening.replay-moved': /\/listening\/replays\b/,
  'listening.alarmed': /\/listening\/(?:alarms|alert-settings|watched)\b/,
  'listening.queries-changed': /\/listening\/(?:topics|queries|watched)\b/,
  invitation: /\/(?:members|invitations)\b/,
}
