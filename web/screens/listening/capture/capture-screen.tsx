import { useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Card, Stack } from '../../../ui/layout.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { BookmarkletCard } from './bookmarklet-card.tsx'
import { CaptureForm } from './capture-form.tsx'
import { CapturedSheet } from './captured-sheet.tsx'

/** Listening by hand: pages that people found, kept as mentions. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayCapture = useMayHere('author')
  const [taken, setTaken] = useState(0)
  const captured = () => {
    setTaken(taken + 1)
    toast(say('listen.capture.taken'), { tone: 'good' })
  }
  return (
    <ListeningPage place="capture" lead={say('listen.capture.lead')}>
      <Stack>
        {mayCapture && (
          <Card title={say('listen.capture.new')}>
            <CaptureForm key={taken} brandId={brand.id} filled={{}} onCaptured={captured} />
          </Card>
        )}
        {mayCapture && <BookmarkletCard />}
        <CapturedSheet />
      </Stack>
    </ListeningPage>
  )
}
