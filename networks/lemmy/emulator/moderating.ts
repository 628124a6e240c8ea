import type { LabAnswer } from '../../lab/network.ts'
import { showComment, showPerson } from './present.ts'
import { type Asking, type Desk, type EmComment, ok, Refused } from './state.ts'

function commentIn(desk: Desk, given: Record<string, unknown>): EmComment {
  const comment = desk.kept.state.comments.get(Number(given.comment_id))
  if (!comment) throw new Refused(404, 'couldnt_find_comment')
  return comment
}

export function like(desk: Desk, { me, given }: Asking): LabAnswer {
  const comment = commentIn(desk, given)
  if (![-1, 0, 1].includes(Number(given.score))) throw new Refused(400, 'couldnt_like_comment')
  const on = given.score === 1
  const what = `comment/${comment.id}`
  desk.kept.commit(
    { do: 'like', what, person: me.id, on },
    { account: me.name, kind: on ? 'like' : 'unlike', objectId: what },
  )
  return ok({ comment_view: showComment(desk, comment), recipient_ids: [] })
}

export function removeComment(desk: Desk, { me, given }: Asking): LabAnswer {
  const stands = commentIn(desk, given)
  const community = desk.kept.state.communities.get(desk.kept.state.posts.get(stands.post)?.community ?? 0)
  if (!community?.moderators.includes(me.id)) throw new Refused(400, 'not_a_mod_or_admin')
  const removed = given.removed === true
  const comment = { ...stands, removed }
  desk.kept.commit(
    { do: 'comment', comment },
    { account: me.name, kind: removed ? 'hide' : 'unhide', objectId: `comment/${comment.id}` },
  )
  return ok({ comment_view: showComment(desk, comment), recipient_ids: [] })
}

export function report(desk: Desk, { me, given }: Asking): LabAnswer {
  const objectId =
    given.comment_id === undefined ? `message/${given.private_message_id}` : `comment/${commentIn(desk, given).id}`
  const reason = String(given.reason ?? '')
  if (reason === '' || [...reason].length > 1000) throw new Refused(400, 'report_reason_required')
  desk.kept.commit(
    { do: 'shut', what: `reported ${objectId}`, on: true },
    { account: me.name, kind: 'report', objectId },
  )
  return ok({ comment_report_view: {} })
}

const shut = (desk: Desk, { me }: Asking, what: string, on: boolean) =>
  desk.kept.commit({ do: 'shut', what, on }, { account: me.name, kind: on ? 'block' : 'unblock', objectId: what })

export function ban(desk: Desk, asking: Asking): LabAnswer {
  const { me, given } = asking
  const community = desk.kept.state.communities.get(Number(given.community_id))
  if (!community?.moderators.includes(me.id)) throw new Refused(400, 'not_a_mod_or_admin')
  shut(desk, asking, `banned ${community.id} ${given.person_id}`, given.ban === true)
  return ok({
    person_view: { person: showPerson(desk, desk.kept.state.people.get(Number(given.person_id))) },
    banned: given.ban,
  })
}

export function block(desk: Desk, asking: Asking): LabAnswer {
  const person = desk.kept.state.people.get(Number(asking.given.person_id))
  if (!person) throw new Refused(404, 'couldnt_find_person')
  shut(desk, asking, `blocked ${person.id}`, asking.given.block === true)
  return ok({ person_view: { person: showPerson(desk, person) }, blocked: asking.given.block })
}
