import { GraphRefusal } from '../../families/graph-api/lab/refusals.ts'

export type SentTemplate = {
  name?: string
  language?: { code?: string }
  components?: { type?: string; parameters?: { text?: string; parameter_name?: string }[] }[]
}
type Component = { type: string; format?: string; text?: string }
type Row = {
  id: string
  name: string
  language: string
  status: string
  category: string
  components: Component[]
}

export const templates: Row[] = [
  {
    ...{ id: '90001', name: 'order_ready', language: 'en', status: 'APPROVED', category: 'UTILITY' },
    components: [{ type: 'BODY', text: 'Hello {{1}}, your order {{2}} is ready.' }],
  },
  {
    ...{ id: '90002', name: 'spring_sale', language: 'bg', status: 'REJECTED', category: 'MARKETING' },
    components: [{ type: 'BODY', text: 'Разпродажба!' }],
  },
  {
    ...{ id: '90003', name: 'back_in_stock', language: 'bg', status: 'APPROVED', category: 'MARKETING' },
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Зърната са тук' },
      { type: 'BODY', text: '{{first_name}}, отново имаме {{coffee}}.' },
      { type: 'FOOTER', text: 'Пишете „стоп“, за да спрем.' },
    ],
  },
  {
    ...{ id: '90004', name: 'order_receipt', language: 'en_US', status: 'APPROVED', category: 'UTILITY' },
    components: [
      { type: 'HEADER', format: 'DOCUMENT' },
      { type: 'BODY', text: 'Here is the receipt of order {{1}}.' },
    ],
  },
  {
    ...{ id: '90005', name: 'holiday_hours', language: 'en', status: 'PENDING', category: 'UTILITY' },
    components: [{ type: 'BODY', text: 'We are closed until Monday.' }],
  },
]

/** What whoever gets it reads; throws as the network refuses what it did not approve or what is filled in wrongly. */
export function readTemplate(sent: SentTemplate | undefined): string {
  const known = templates.find((one) => one.name === sent?.name && one.language === sent?.language?.code)
  if (known?.status !== 'APPROVED') throw new GraphRefusal(132001, 'Template does not exist in the translation')
  if (known.components.some(({ format = 'TEXT' }) => format !== 'TEXT'))
    throw new GraphRefusal(132012, 'Parameter format does not match format in the created template')
  const given = sent?.components?.find((one) => one.type === 'body')?.parameters ?? []
  const values = new Map(given.map((one, at) => [one.parameter_name ?? String(at + 1), one.text ?? '']))
  const words = known.components.map((one) => one.text ?? '').join('\n\n')
  const wanted = new Set([...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))
  if (wanted.size !== given.length || [...wanted].some((name = '') => !values.get(name)))
    throw new GraphRefusal(132000, 'Number of parameters does not match the expected number of params')
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => values.get(name) ?? '')
}
