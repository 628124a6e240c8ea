import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, type Desk, refused } from './state.ts'

const done: LabAnswer = { status: 200, json: {} }

function moderatorOnly(desk: Desk, { user, form }: Asking): string {
  const id = String(form.id ?? '')
  const comment = desk.kept.state.comments.get(id)
  const sub = desk.kept.state.subs.get((desk.kept.state.posts.get(comment?.post ?? id)?.sub ?? '').toLowerCase())
  if (!sub?.moderators.includes(user.name)) throw refused(403, 'Forbidden')
  return id
}

export const removed =
  (hidden: boolean) =>
  (desk: Desk, asking: Asking): LabAnswer => {
    const id = moderatorOnly(desk, asking)
    desk.kept.commit(
      { do: 'shut', what: `removed ${id}`, shut: hidden },
      { account: asking.user.name, kind: hidden ? 'hide' : 'unhide', objectId: id },
    )
    return done
  }

export const banned =
  (shut: boolean) =>
  (desk: Desk, { user, form, request }: Asking): LabAnswer => {
    const sub = desk.kept.state.subs.get((request.params.sub ?? '').toLowerCase())
    if (!sub?.moderators.includes(user.name)) throw refused(403, 'Forbidden')
    const what = `banned ${sub.name} ${form.name}`
    desk.kept.commit(
      { do: 'shut', what, shut },
      { account: user.name, kind: shut ? 'block' : 'unblock', objectId: what },
    )
    return { status: 200, json: { json: { errors: [] } } }
  }

export const blocked =
  (shut: boolean) =>
  (desk: Desk, { user, form }: Asking): LabAnswer => {
    const what = `blocked ${user.name} ${form.name}`
    desk.kept.commit(
      { do: 'shut', what, shut },
      { account: user.name, kind: shut ? 'block' : 'unblock', objectId: what },
    )
    return done
  }

export function report(desk: Desk, { user, form }: Asking): LabAnswer {
  const id = String(form.thing_id ?? '')
  desk.kept.commit(
    { do: 'shut', what: `reported ${id}`, shut: true },
    { account: user.name, kind: 'report', objectId: id },
  )
  return { status: 200, json: { json: { errors: [] } } }
}
