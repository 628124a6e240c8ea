import type { Description, Overlay } from '../../lab/description.ts'
import type { LabRequest } from '../../lab/network.ts'
import { openApiDescription } from '../../lab/openapi.ts'
import { specs } from '../../lab/specs.ts'

/** That a text has at most 2000 characters and not the 4000 of the description is refused by the emulator, as the network does. */
const overlays: Overlay[] = [
  {
    at: '/components/schemas/PollMediaCreateRequest/properties/text/maxLength',
    set: 55,
    why: 'one number stands for question and answers; answers take 55',
    source: 'https://docs.discord.com/developers/resources/poll#poll-media-object',
    read: '2026-11-22',
  },
  {
    at: '/components/schemas/InnerErrors/properties/_errors/items',
    set: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      required: ['code', 'message'],
    },
    why: 'the description says that codes of fields are numbers; they are words such as BASE_TYPE_MAX_LENGTH',
    source: 'https://docs.discord.com/developers/reference#error-messages',
    read: '2026-11-22',
  },
]

/** The description, its paths below the version, and JSON that travels beside files checked as the JSON it is. */
export async function describeApi(): Promise<Description | undefined> {
  if (!specs.has('discord/openapi.json')) return undefined
  const described = await openApiDescription(specs.read('discord/openapi.json'), overlays)
  const short = (pattern: string) => pattern.replace(/^\/api\/v10/, '')
  return {
    checkRequest: (pattern, request) => {
      const { plain, problems } = withoutFiles(request)
      return [...problems, ...described.checkRequest(short(pattern), plain)]
    },
    checkAnswer: (pattern, request, answer) => described.checkAnswer(short(pattern), request, answer),
  }
}

/** `payload_json` and `files[n]`: https://docs.discord.com/developers/reference#uploading-files (read 2026-11-22). */
function withoutFiles(request: LabRequest): { plain: LabRequest; problems: string[] } {
  if (request.type !== 'multipart/form-data') return { plain: request, problems: [] }
  const { payload_json: payload, ...others } = (request.body ?? {}) as Record<string, unknown>
  const names = request.files.map((file) => file.field).filter((name) => !/^files\[\d\]$/.test(name))
  const problems = [...Object.keys(others), ...names].map((name) => `unknown field of the form: ${name}`)
  try {
    const body: unknown = JSON.parse(String(payload))
    return { plain: { ...request, type: 'application/json', body, files: [] }, problems }
  } catch {
    return { plain: request, problems: [...problems, 'payload_json is no JSON'] }
  }
}
