/** Each line a word and its forms, the base form first; see `Irregulars`. */
export const irregular = `
människa människan människor människorna människas människans människors människornas
barn barnet barnen barns barnets barnens
pengar pengarna pengars pengarnas peng pengen
vän vännen vänner vännerna väns vännens vänners vännernas
kille killen killar killarna killes killens killars
~mycket mer mera mest
karl karlen karln karlar karlarna
historia historien historian historier historierna
ledamot ledamoten ledamöter ledamöterna
~fader far fadern fäder fäderna faders faderns fars
~moder mor modern mödrar mödrarna moders moderns mors
nära närmare närmast närmaste
~far fadern fäder fäderna fader fars faderns
glad glatt glada glade gladare gladast gladaste
låta låter lät låtit låt
söka söker sökte sökt söks söktes sök
välkommen välkommet välkomna
gammal gammalt gamla gamle gammalts äldre äldres äldst äldsta äldste
`
