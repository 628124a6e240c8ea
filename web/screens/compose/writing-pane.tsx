import { useMemo, useState } from 'react'
import { splitText } from '../../../networks/split-text.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Card, Dim, Row, Stack } from '../../ui/layout.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { PickDialog } from '../media/pick-dialog.tsx'
import type { Media } from './draft/draft.ts'
import * as edit from './draft/edit-draft.ts'
import { FindingList, gatherFindings, type Said } from './findings.tsx'
import { useUploads } from './media/use-uploads.ts'
import { OptionFields } from './option-fields.tsx'
import { PartEditor } from './part-editor.tsx'
import type { Voice } from './rules.ts'
import type { Composer } from './saving/use-composer.ts'
import { useKnownWords } from './writing/use-known-words.ts'

type WritingProps = {
  brandId: string
  composer: Composer
  voices: readonly Voice[]
  media: ReadonlyMap<string, Media>
  target: edit.Target
  isReadOnly: boolean
  onField: (field: string | null) => void
}

/** The parts of the text on the table, and what belongs to it alone. */
export function Writing(props: WritingProps) {
  const { composer, voices, target, isReadOnly } = props
  const say = useWords()
  const { draft } = composer
  const accountId = edit.accountOf(target)
  const inherits = accountId !== null && !edit.isOwn(draft, accountId)
  const concerned = accountId
    ? voices.filter((voice) => voice.account.id === accountId)
    : voices.filter((voice) => !edit.isOwn(draft, voice.account.id))
  const said = useMemo(() => gatherFindings(concerned), [concerned])
  return (
    <Stack gap={4}>
      {accountId && (
        <Banner
          tone={inherits ? 'note' : 'accent'}
          acts={
            !isReadOnly &&
            (inherits ? (
              <Button
                size="s"
                icon="edit"
                onPress={() => composer.edit('apart', (one) => edit.editApart(one, accountId))}
              >
                {say('compose.variant.apart')}
              </Button>
            ) : (
              <Button
                size="s"
                icon="undo"
                onPress={() => composer.edit('common', (one) => edit.backToCommon(one, accountId))}
              >
                {say('compose.variant.common')}
              </Button>
            ))
          }
        >
          {say(inherits ? 'compose.variant.inherits' : 'compose.variant.own')}
        </Banner>
      )}
      <Parts {...props} voices={concerned} said={said} isReadOnly={isReadOnly || inherits} />
      <FindingList said={said.filter((one) => one.finding.path === 'parts' || one.finding.path === 'language')} />
      <FirstComment {...props} voices={concerned} said={said} />
      {accountId && <AccountOptions {...props} accountId={accountId} said={said} />}
      {!accountId && voices.length > 0 && <Dim>{say('compose.options.where')}</Dim>}
    </Stack>
  )
}

type PartsProps = WritingProps & { said: readonly Said[] }

function Parts({ brandId, composer, voices, media, said, target, isReadOnly, onField }: PartsProps) {
  const say = useWords()
  const { draft } = composer
  const parts = edit.partsOf(draft, target)
  const [picking, setPicking] = useState<number | null>(null)
  const [wantsWords, setWantsWords] = useState(false)
  const known = useKnownWords(brandId, voices, wantsWords)
  const put = (at: number, items: readonly Media[], into: edit.Target) => {
    composer.know(items)
    composer.edit('media', (one) =>
      edit.changePart(one, into, Math.min(at, edit.partsOf(one, into).length - 1), (part) => ({
        ...part,
        media: [...part.media, ...items.map((item) => ({ mediaId: item.id }))].slice(0, 20),
      })),
    )
  }
  const uploads = useUploads<{ at: number; into: edit.Target }>(brandId, (item, place) =>
    put(place.at, [item], place.into),
  )
  const canThread = voices.some((voice) => voice.composing.can.thread) || voices.length === 0
  return (
    <>
      {parts.map((part, at) => (
        <PartEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
          key={at}
          brandId={brandId}
          part={part}
          place={{ at, of: parts.length }}
          voices={voices}
          said={said}
          media={media}
          known={known}
          onWordBegun={() => setWantsWords(true)}
          language={draft.language}
          isReadOnly={isReadOnly}
          uploads={{
            list: uploads.uploads.filter((one) => uploads.placeOf(one.id)?.at === at),
            onFiles: (files) => uploads.add(files, { at, into: target }),
            onDrop: uploads.drop,
            onAgain: uploads.again,
          }}
          onChange={(kind, change) => composer.edit(`${kind}.${at}`, (one) => edit.changePart(one, target, at, change))}
          onLibrary={() => setPicking(at)}
          onMove={(to) => composer.edit('parts', (one) => edit.movePart(one, target, at, to))}
          onRemove={() => composer.edit('parts', (one) => edit.removePart(one, target, at))}
          onCut={(offset) => composer.edit('parts', (one) => edit.cutPart(one, target, at, offset))}
          onSplit={splitter(voices, part.text, (texts) =>
            composer.edit('parts', (one) => edit.splitPart(one, target, at, texts)),
          )}
          onField={onField}
        />
      ))}
      {!isReadOnly && canThread && parts.length < 50 && (
        <Row>
          <Button
            size="s"
            icon="plus"
            onPress={() => composer.edit('parts', (one) => edit.addPart(one, target, parts.length - 1))}
          >
            {say('compose.part.add')}
          </Button>
        </Row>
      )}
      {picking !== null && (
        <PickDialog
          brandId={brandId}
          onClose={() => setPicking(null)}
          onPick={(items) => {
            put(picking, items, target)
            setPicking(null)
          }}
        />
      )}
    </>
  )
}

/** Splits for the account that has least room, where the text is too long for one part. */
function splitter(voices: readonly Voice[], text: string, onTexts: (texts: string[]) => void): (() => void) | null {
  const tight = voices.filter((voice) => voice.composing.can.thread)
  const split = () => {
    const each = tight.map((voice) => splitText(voice.composing, voice.account.facts, text))
    onTexts(each.sort((a, b) => b.length - a.length)[0] ?? [text])
  }
  const tooLong = tight.some((voice) => voice.limits.text.some((rule) => rule.count(text) > rule.max))
  return tooLong ? split : null
}

function FirstComment({ composer, voices, target, said, isReadOnly, onField }: PartsProps) {
  const say = useWords()
  const text = edit.firstCommentOf(composer.draft, target)
  const able = voices.filter((voice) => voice.composing.can.firstComment)
  if (able.length === 0 && text === '') return null
  return (
    <Stack gap={1}>
      <TextArea
        label={say('compose.field.firstComment')}
        hint={
          able.length > 0 && able.length < voices.length
            ? say('compose.firstComment.only', { names: able.map((voice) => voice.account.name).join(', ') })
            : say('compose.firstComment.hint')
        }
        rows={2}
        value={text}
        isReadOnly={isReadOnly}
        onFocus={() => onField('firstComment')}
        onChange={(next) => composer.edit('firstComment', (one) => edit.setFirstComment(one, target, next))}
      />
      <FindingList said={said.filter((one) => one.finding.path === 'firstComment')} />
    </Stack>
  )
}

function AccountOptions({
  brandId,
  composer,
  voices,
  media,
  accountId,
  said,
  isReadOnly,
}: PartsProps & { accountId: string }) {
  const say = useWords()
  const brand = useBrand()
  const voice = voices.find((one) => one.account.id === accountId)
  if (!voice || voice.fields.length === 0) return null
  return (
    <Card level={2} title={say('compose.options', { name: voice.composing.name })}>
      <OptionFields
        brandId={brandId}
        zone={composer.draft.plan?.zone ?? brand.zone}
        media={media}
        onKnow={composer.know}
        fields={voice.fields}
        values={voice.content.options}
        said={said}
        isReadOnly={isReadOnly}
        onChange={(key, value) => composer.edit(`option.${key}`, (one) => edit.setOption(one, accountId, key, value))}
      />
    </Card>
  )
}
