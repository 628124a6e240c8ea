import { useAct } from '../../../api/ask.ts'
import {
  type ChangeMentionImport,
  changeMentionImport,
  type ImportMeaning,
  importMeanings,
  type MentionImport,
  mentionImportsPath,
} from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Card, Columns, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'

/** What each column means, guessed by its name; a change reads the file anew. */
export function ImportColumns({ file }: { file: MentionImport }) {
  const say = useWords()
  const brand = useBrand()
  const change = useAct((wanted: ChangeMentionImport) => changeMentionImport(brand.id, file.id, wanted), {
    touches: [mentionImportsPath(brand.id)],
  })
  const put = (at: number, meaning: ImportMeaning | 'nothing') =>
    change.mutate({
      columns: file.columns.map((one, n) => {
        if (n === at) return meaning === 'nothing' ? '' : meaning
        return one === meaning ? '' : one
      }),
    })
  const meanings = (['nothing', ...importMeanings] as const).map((id) => ({
    id,
    text: say(`listen.import.means.${id}`),
  }))
  return (
    <Card title={say('listen.import.columns')}>
      <Stack>
        <Columns min="13rem">
          {file.headers.map((header, at) => (
            <Select
              key={`${header} ${file.headers.indexOf(header) === at ? '' : at}`}
              label={header || '–'}
              value={file.columns[at] || 'nothing'}
              choices={meanings}
              isDisabled={change.isPending}
              onChange={(meaning) => put(at, meaning)}
            />
          ))}
        </Columns>
        <Select
          label={say('listen.import.order')}
          value={file.dateOrder}
          choices={(['dmy', 'mdy', 'ymd'] as const).map((id) => ({ id, text: say(`listen.import.order.${id}`) }))}
          isDisabled={change.isPending}
          onChange={(dateOrder) => change.mutate({ dateOrder })}
        />
      </Stack>
    </Card>
  )
}
