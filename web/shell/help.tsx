import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/feedback.tsx'
import { List, ListRow, Stack } from '../ui/layout.tsx'
import { Switch } from '../ui/switch.tsx'
import { useScreens } from './nav.tsx'
import { useToldKeys } from './screen-keys.ts'
import { holdLetters, lettersHold } from './shortcuts.ts'

/** The keys of the desk, and the switch for those that are single letters. */
export default function Help({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const [letters, setLetters] = useState(lettersHold())
  const ofScreen = useToldKeys()
  const places = useScreens().filter((screen) => screen.nav.letter)
  return (
    <Dialog isOpen onClose={onClose} title={say('shell.help')}>
      <Stack>
        {ofScreen.length > 0 && (
          <List label={say('shell.help.screen')}>
            {ofScreen.map(({ keys, words }) => (
              <ListRow key={words} title={words} after={<Keys keys={keys} />} />
            ))}
          </List>
        )}
        <List label={say('shell.help')}>
          <ListRow title={say('shell.palette.open')} after={<Keys keys={['Ctrl', 'K']} />} />
          <ListRow title={say('shell.help')} after={<Keys keys={['?']} />} />
          {places.map((screen) => (
            <ListRow
              key={screen.path}
              title={say('shell.help.go', { place: say(screen.nav.label) })}
              after={<Keys keys={['G', screen.nav.letter?.toUpperCase() ?? '']} />}
            />
          ))}
        </List>
        <Switch
          isSelected={letters}
          onChange={(on) => {
            holdLetters(on)
            setLetters(on)
          }}
          hint={say('shell.help.letters.hint')}
        >
          {say('shell.help.letters')}
        </Switch>
      </Stack>
    </Dialog>
  )
}

function Keys({ keys }: { keys: string[] }) {
  return (
    <span>
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  )
}
