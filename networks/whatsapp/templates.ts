import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MessageTemplate, Page } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { blanksIn, isNumbered } from '../template-words.ts'
import { businessOf, wireOf } from './client.ts'

type Button = { type?: string; url?: string }
type Component = { type?: string; format?: string; text?: string; buttons?: Button[] }
type Told = { id?: string; name?: string; language?: string; status?: string; components?: Component[] }

/** https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates (read 2026-11-22). */
export async function templates(call: Call, cursor: string | undefined): Promise<Page<MessageTemplate>> {
  const path = `${businessOf(call)}/message_templates`
  const { items, ...rest } = await listed<Told>(wireOf(call), path, { limit: 100 }, cursor)
  return { items: items.map(templateIn), ...rest }
}

function templateIn({ id = '', name = '', language = '', status = '', components = [] }: Told): MessageTemplate {
  const textOf = (type: string) => components.find((one) => typeOf(one) === type)?.text ?? ''
  const body = ['HEADER', 'BODY', 'FOOTER'].map(textOf).filter(Boolean).join('\n\n')
  const barred = barredBy(status, components)
  const about = { id, name, language, body, blanks: blanksIn(body).length, approved: status === 'APPROVED' }
  return barred ? { ...about, barred } : about
}

const typeOf = ({ type = '' }: Component) => type.toUpperCase()

function barredBy(status: string, components: Component[]): MessageTemplate['barred'] {
  if (status === 'APPROVED') return components.every(isOnlyWords) ? undefined : 'needs-more'
  if (status === 'PENDING' || status === 'IN_APPEAL') return 'in-review'
  if (status === 'REJECTED') return 'refused'
  return status === 'PAUSED' ? 'paused' : 'withdrawn'
}

/** What takes a value outside of the body, or a file, is sent in components of its own. */
function isOnlyWords(component: Component): boolean {
  const { format = 'TEXT', text = '', buttons = [] } = component
  const type = typeOf(component)
  if (type === 'BODY') return true
  if (type === 'BUTTONS') return buttons.every(goesByItself)
  return (type === 'HEADER' || type === 'FOOTER') && format === 'TEXT' && blanksIn(text).length === 0
}

const goesByItself = ({ type = '', url = '' }: Button) =>
  ['QUICK_REPLY', 'PHONE_NUMBER', 'URL'].includes(type) && blanksIn(url).length === 0

export const filled = ({ name, language, body }: MessageTemplate, values: string[]): JsonObject => {
  const names = blanksIn(body)
  const parameters = values.map((text, at): JsonObject => ({ type: 'text', text, ...namedAs(names[at]) }))
  return {
    name,
    language: { policy: 'deterministic', code: language },
    ...(values.length > 0 ? { components: [{ type: 'body', parameters }] } : {}),
  }
}

const namedAs = (name: string | undefined): JsonObject =>
  name === undefined || isNumbered(name) ? {} : { parameter_name: name }
