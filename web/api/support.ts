import type { z } from 'zod'
import type * as shapes from '../../modules/support/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type Schedule = z.output<typeof shapes.Schedule>
export type OpenInterval = z.output<typeof shapes.OpenInterval>
export type Holiday = z.output<typeof shapes.Holiday>
export type ServiceLevel = z.output<typeof shapes.ServiceLevelSettings>
export type Measure = z.output<typeof shapes.Measure>
export type MeasureBy = z.output<typeof shapes.MeasureBy>
export type MeasuresOf = z.output<typeof shapes.MeasuresOf>
export type ServiceMeasures = z.output<typeof shapes.ServiceMeasures>
export type Label = z.output<typeof shapes.Label>
export type SavedReply = z.output<typeof shapes.SavedReply>
export type SavedReplySettings = z.input<typeof shapes.SavedReplySettings>
export type FilledReply = z.output<typeof shapes.FilledReply>
export type MacroAct = z.output<typeof shapes.MacroAct>
export type Macro = z.output<typeof shapes.Macro>
export type Article = z.output<typeof shapes.Article>
export type ArticleBrief = z.output<typeof shapes.ArticleBrief>
export type ArticleVersion = z.input<typeof shapes.ArticleVersionSettings>
export type Suggestion = z.output<typeof shapes.Suggestions>['items'][number]
export type Expert = z.output<typeof shapes.Expert>
export type ExpertSettings = z.input<typeof shapes.ExpertSettings>
export type Forward = z.output<typeof shapes.Forward>
export type NewForward = z.output<typeof shapes.NewForward>
export type Asked = z.output<typeof shapes.Asked>
export type AlertEvent = z.output<typeof shapes.AlertEvent>
export type AlertWay = z.output<typeof shapes.AlertWay>
export type OwnAlertChoices = z.output<typeof shapes.OwnAlertChoices>
export type AlertChoices = z.input<typeof shapes.AlertChoices>
export type AlertCarrier = z.output<typeof shapes.AlertCarriers>['items'][number]
export type AlertChannel = z.output<typeof shapes.AlertChannel>
export type Duty = z.output<typeof shapes.Duty>
export type WeeklyTurn = z.output<typeof shapes.WeeklyTurn>
export type FreshAlert = z.output<typeof shapes.FreshAlerts>['items'][number]
export type PushState = z.output<typeof shapes.PushState>

export const supportPath = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`
const of = supportPath

export const schedules = (brandId: string) => ask<{ items: Schedule[] }>(of(brandId, '/business-hours'))
export const replaceSchedules = (brandId: string, all: Schedule[]) =>
  call<{ items: Schedule[] }>('PUT', of(brandId, '/business-hours'), { body: { schedules: all } })
export const serviceLevels = (brandId: string) => ask<{ items: ServiceLevel[] }>(of(brandId, '/service-levels'))
export const replaceLevels = (brandId: string, levels: ServiceLevel[]) =>
  call<{ items: ServiceLevel[] }>('PUT', of(brandId, '/service-levels'), { body: { levels } })
export const serviceMeasures = (
  brandId: string,
  query: { from: string; to: string; by: MeasureBy } & { [F in keyof MeasuresOf]: string },
) => ask<ServiceMeasures>(of(brandId, '/service-measures'), query)

export const labels = (brandId: string) => ask<{ items: Label[] }>(of(brandId, '/labels'))
export const makeLabel = (brandId: string, label: { name: string; color: string }) =>
  call<Label>('POST', of(brandId, '/labels'), { body: label })
export const changeLabel = (brandId: string, { id, ...label }: Label) =>
  call<Label>('PATCH', of(brandId, `/labels/${id}`), { body: label })
export const deleteLabel = (brandId: string, id: string, everywhere: boolean) =>
  call<void>('DELETE', of(brandId, `/labels/${id}`), { query: { everywhere: String(everywhere) } })
export const orderLabels = (brandId: string, ids: string[]) =>
  call<{ items: Label[] }>('PUT', of(brandId, '/labels/order'), { body: { ids } })

export const savedReplies = (brandId: string, q = '') =>
  ask<{ items: SavedReply[] }>(of(brandId, '/saved-replies'), { q })
export const makeSavedReply = (brandId: string, reply: SavedReplySettings) =>
  call<SavedReply>('POST', of(brandId, '/saved-replies'), { body: reply })
export const changeSavedReply = (brandId: string, id: string, reply: SavedReplySettings) =>
  call<SavedReply>('PATCH', of(brandId, `/saved-replies/${id}`), { body: reply })
export const deleteSavedReply = (brandId: string, id: string) =>
  call<void>('DELETE', of(brandId, `/saved-replies/${id}`))
export const fillSavedReply = (brandId: string, id: string, to: { conversationId: string; language?: string }) =>
  call<FilledReply>('POST', of(brandId, `/saved-replies/${id}/fill`), { body: to })

export const macros = (brandId: string) => ask<{ items: Macro[] }>(of(brandId, '/macros'))
export const makeMacro = (brandId: string, macro: Pick<Macro, 'name' | 'acts'>) =>
  call<Macro>('POST', of(brandId, '/macros'), { body: macro })
export const changeMacro = (brandId: string, id: string, macro: Pick<Macro, 'name' | 'acts'>) =>
  call<Macro>('PATCH', of(brandId, `/macros/${id}`), { body: macro })
export const deleteMacro = (brandId: string, id: string) => call<void>('DELETE', of(brandId, `/macros/${id}`))
export const runMacro = (brandId: string, id: string, conversationId: string) =>
  call<{ id: string; replyId: string | null }>('POST', of(brandId, `/macros/${id}/run`), { body: { conversationId } })
export const undoMacro = (brandId: string, runId: string) =>
  call<{ kept: string[] }>('POST', of(brandId, `/macro-runs/${runId}/undo`))

export const articles = (brandId: string, q = '') =>
  ask<{ items: ArticleBrief[]; help: string }>(of(brandId, '/articles'), { q })
export const article = (brandId: string, id: string) => ask<Article>(of(brandId, `/articles/${id}`))
export const makeArticle = (
  brandId: string,
  made: { slug: string; topic: string; language: string; version: ArticleVersion },
) => call<Article>('POST', of(brandId, '/articles'), { body: made })
export const changeArticle = (brandId: string, id: string, changes: { slug: string; topic: string }) =>
  call<Article>('PATCH', of(brandId, `/articles/${id}`), { body: changes })
export const deleteArticle = (brandId: string, id: string) => call<void>('DELETE', of(brandId, `/articles/${id}`))
export const writeVersion = (brandId: string, id: string, language: string, version: ArticleVersion) =>
  call<Article>('PUT', of(brandId, `/articles/${id}/versions/${language}`), { body: version })
export const deleteVersion = (brandId: string, id: string, language: string) =>
  call<Article>('DELETE', of(brandId, `/articles/${id}/versions/${language}`))
export const articleUsed = (brandId: string, id: string) => call<void>('POST', of(brandId, `/articles/${id}/used`))
export const suggestions = (brandId: string, q: string, language: string | null) =>
  ask<{ items: Suggestion[] }>(of(brandId, '/article-suggestions'), { q: q.slice(0, 2000), language })

export const experts = (brandId: string) => ask<{ items: Expert[] }>(of(brandId, '/experts'))
export const makeExpert = (brandId: string, expert: ExpertSettings) =>
  call<{ id: string }>('POST', of(brandId, '/experts'), { body: expert })
export const changeExpert = (brandId: string, id: string, expert: ExpertSettings) =>
  call<void>('PATCH', of(brandId, `/experts/${id}`), { body: expert })
export const deleteExpert = (brandId: string, id: string) => call<void>('DELETE', of(brandId, `/experts/${id}`))

const ofConversation = (brandId: string, id: string) => of(brandId, `/conversations/${id}/forwards`)
export const forwards = (brandId: string, conversationId: string) =>
  ask<{ items: Forward[] }>(ofConversation(brandId, conversationId))
export const forwardTo = (brandId: string, conversationId: string, asked: { expertId: string; question: string }) =>
  call<NewForward>('POST', ofConversation(brandId, conversationId), { body: asked })
export const remindExpert = (brandId: string, forwardId: string) =>
  call<void>('POST', of(brandId, `/forwards/${forwardId}/remind`))
export const closeForward = (brandId: string, forwardId: string) =>
  call<void>('POST', of(brandId, `/forwards/${forwardId}/close`))
export const asked = (token: string) => ask<Asked>(`/api/asked/${token}`)
export const answerAsked = (token: string, text: string) =>
  call<Asked>('POST', `/api/asked/${token}`, { body: { text } })

export const alertChoices = (brandId: string) => ask<OwnAlertChoices>(of(brandId, '/alert-choices'))
export const chooseAlerts = (brandId: string, choices: AlertChoices) =>
  call<OwnAlertChoices>('PUT', of(brandId, '/alert-choices'), { body: choices })
export const alertCarriers = () => ask<{ items: AlertCarrier[] }>('/api/alert-carriers')
export const alertChannels = (brandId: string) => ask<{ items: AlertChannel[] }>(of(brandId, '/alert-channels'))
export const makeChannel = (
  brandId: string,
  made: Pick<AlertChannel, 'network' | 'name' | 'events' | 'enabled'> & { fields: Record<string, string> },
) => call<AlertChannel>('POST', of(brandId, '/alert-channels'), { body: made })
export const changeChannel = (
  brandId: string,
  id: string,
  changes: Partial<Pick<AlertChannel, 'name' | 'events' | 'enabled'>> & { fields?: Record<string, string> },
) => call<AlertChannel>('PATCH', of(brandId, `/alert-channels/${id}`), { body: changes })
export const deleteChannel = (brandId: string, id: string) => call<void>('DELETE', of(brandId, `/alert-channels/${id}`))
export const tryChannel = (brandId: string, id: string) =>
  call<AlertChannel>('POST', of(brandId, `/alert-channels/${id}/try`))
export const duty = (brandId: string) => ask<Duty>(of(brandId, '/duty'))
export const replaceWeek = (brandId: string, weekly: WeeklyTurn[]) =>
  call<Duty>('PUT', of(brandId, '/duty'), { body: { weekly } })
export const addTurn = (brandId: string, turn: { from: string; to: string; userId: string }) =>
  call<Duty>('POST', of(brandId, '/duty/turns'), { body: turn })
export const removeTurn = (brandId: string, turnId: string) =>
  call<Duty>('DELETE', of(brandId, `/duty/turns/${turnId}`))
export const freshAlerts = () => call<{ items: FreshAlert[] }>('GET', '/api/alerts/fresh')
export const push = () => ask<PushState>('/api/push')
export const subscribePush = (subscription: PushSubscriptionJSON) =>
  call<PushState>('POST', '/api/push', { body: subscription })
export const unsubscribePush = (endpoint: string) => call<PushState>('DELETE', '/api/push', { body: { endpoint } })
