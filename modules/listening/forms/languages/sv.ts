/** Nouns: flicka, bil, sak, hus, äpple. What belongs to one takes *-s*. */
const nouns = `
([lndt]ig|skt|[^fr]isk|sam|..bar|full|lös)|: 0
ed|ja: ja jan jor jorna
tion: tion tionen tioner tionerna
het: het heten heter heterna
skap: skap skapet skapen skaper skaperna
ande: ande andet anden andena
ende: ende endet enden endena
inna: inna innan innor innorna
eum: eum eet eumet eer eerna
ium: ium iet iumet ier ierna
are: are aren arna arens
iker: iker ikern ikerna
öga: öga ögat ögon ögonen
öra: öra örat öron öronen
hjärta: hjärta hjärtat hjärtan hjärtana
man: man mannen män männen mans
son: son sonen söner sönerna soner
hand: hand handen händer händerna
stad: stad staden stan städer städerna
and: and andet anden änder änderna ande ander
bok: bok boken böcker böckerna
fot: fot foten fötter fötterna
rot: rot roten rötter rötterna
natt: natt natten nätter nätterna
kraft: kraft kraften krafter krafterna
tand: tand tanden tänder tänderna
moder: moder modern mödrar mödrarna moders
^(|stor|far|mor|styv|svär|guds?)|mor: mor modern mödrar mödrarna
^(|stor|far|mor|styv|svär|guds?|jul)|far: far fadern fäder fäderna
^(|far|mor|stor|små|halv)|bror: bror brodern bröder bröderna
dotter: dotter dottern döttrar döttrarna
fader: fader fadern fäder fäderna
land: land landet länder länderna lander landen
bonde: bonde bonden bönder bönderna
^|gås: gås gåsen gäss gässen
^|mus: mus musen möss mössen
ledamot: ledamot ledamoten ledamöter ledamöterna
examen: examen examina examensen
^|år: år året åren
^|ö: ö ön öar öarna
rum: rum rummet rummen
[aouåäöei]m|: 0 met men mar marna mer merna et en ar arna er erna
[^aouåäöeimn]a|n: n nen ner nar nerna narna net nen en et er erna ar arna
[bdfgklprstv][aiouäö]n|: 0 nen net ner nar nerna narna nen en et er erna ar arna
el: el eln lar larna let el len elar elarna elen eler elerna elet ler lerna
en: en net nen nar narna ner nerna
ar: ar arna arn aret aren ararna
er: er erna ern rar rarna ret ren er erna eret eren erer rerna
or: or orn orer orerna oret oren orar orarna
ia: ia ian ior iorna ien ier ierna
a: a an or orna at ana
e: e en et ena ar arna er erna eer eerna een
[iouyåäö]|: 0 n er erna t et en r rna ar arna na
é: é n er erna en éer éerna éet éen
[^aeiouyåäö]|: 0 en et ar arna er erna
`

const adjectives = `
^|god: god gott goda gode bättre bäst bästa bäste godare godast
^|bra: bra bättre bäst bästa bäste
^|dålig: dålig dåligt dåliga dålige sämre sämst sämsta värre värst värsta dåligare dåligast
^|stor: stor stort stora store större störst största störste
^|liten: liten litet lilla lille små mindre minst minsta minste
^|gammal: gammal gammalt gamla gamle äldre äldst äldsta äldste
^|ung: ung ungt unga unge yngre yngst yngsta yngste
^|lång: lång långt långa långe längre längst längsta
^|hög: hög högt höga höge högre högst högsta högste
^|låg: låg lågt låga låge lägre lägst lägsta
^|tung: tung tungt tunga tyngre tyngst tyngsta
^|grov: grov grovt grova grövre grövst grövsta
^|nära: nära närmare närmast närmaste närmre
^|många: många fler flera flest flesta mången månget
^|mycken: mycken mycket myckna mer mera mest mesta
^|få: få färre fåtal fåtaliga
^|ny: ny nytt nya nye nyare nyast nyaste
^|annan: annan annat andra
ad: ad at ade
^(|jätte|super|o|mörk|ljus)(blå|grå|ny|fri|rå|slö)|: 0 tt a e are ast aste
^(|jätte|super|o|mörk|ljus)(rö|gla|ble|bre|vi|spä|sne|spre|sö|dö)|d: d tt da de dare dast daste
^(|jätte|super|o|mörk|ljus)(mil|vil|run|hår|blin|on|sun|vär|kän|bekan|nöj|stäng|begåv)|d: d t da de dare dast daste
^(|jätte|super|o|mörk|ljus)(vi|fe|he|plat|mat|lä|rä|sö|blö|vå|tä|la|trö|slä|glat|flo)t?|t: t tt ta te are tare tast taste
(svar|kor|fas|tys|stol|an|en|fuk|äk|bran|sal|jus|kon)|t: t ta te tare tast taste
^(|jätte|super|o|mörk|ljus)(tom|dum|ljum|grym|stum|lam|öm|skum|lång?sam)|: 0 t ma me mare mast maste
^(|jätte|super|o|mörk|ljus)(allmän|sann|grann|tunn)|: 0 t na ne nare nast naste a e are ast aste
sam: sam samt samma samme sammare sammast sammaste
^|själv: själv självt själva själve
^(skil|enskil|åtskil|särskil)|d: d t da de
^(halv|viss)|: 0 t a e
^gif|t: t ta te
^(|jätte|super|o|mörk|ljus)(hel|ful|gul|stel|smal|hal|klok|sjuk|mjuk|tjock|frisk|snabb|stark|svag|trög|seg|djup|blek|brun|grön|klen|fin|ren|sen|skön|klar|dyr|svår|trång|sträng|varm|arm|sur|ljus|lös|skev|jämn|lugn|still|snål|skarp|slapp|knapp|full|dov|rask|färsk|torr|pigg|trygg|snygg|styv|lik|olik|jämlik|kall|stram|vis|snäll|rar|kär|skär|mörk|spröd|vass|rik|slug|hög|låg|ung|tung|grov|ond|rund|from|tvär|len|van|ovan|vrång)|: 0 t a e are ast aste
(ig|sk|isk|sam|bar|iv|ell|full|lös|ös|rik|när|lär|mässig|al|il)|: 0 t a e are ast aste
el: el elt la le lare last laste
en: en et na ne nare nast naste
[^aeiouyåäö]|er: er ert ra re rare rast raste
..[aeiouyåäö](l|ll|m|n|g|gg|v|r)|d: d t da de
..[aeiouyåäö](t|s|k|p)|t: t ta te
...[^aeiouyåäödtm]|: 0 t a e are ast aste
`

/** Verbs: strong ones also behind a prefix, as in *förstå*; then those of kalla, ringa, köpa, bo. */
const verbs = `
^|vara: vara är var vore varit varande varar varade varat vars vart
^|bli: bli blir blev blivit bliv bliva bliven blivna blivande blivet
^|ha: ha har hade haft havande hava haver
^|vilja: vilja vill ville velat
^|kunna: kunna kan kunde kunnat kunnande
^|skola: skola ska skall skulle skolat
^|få: få får fick fått fås
^|le: le ler log lett leende
^|be: be ber bad bett bes bedd bedja
~ge: ge ger gav gett givit ges gavs giv given givet givna givande gets giva giver
~stå: stå står stod stått stås stånden ståendes stående stånde stådd stått
~gå: gå går gick gått gås gången gånget gångna gående gicks gåtts
~se: se ser såg sett ses sågs setts sedd sedda seende
~ta: ta tar tog tagit tas togs tagits tagen taget tagna tagande taga tager
~dra: dra drar drog dragit dras drogs dragits dragen draget dragna dragande draga
~slå: slå slår slog slagit slås slogs slagits slagen slaget slagna slående
komma: komma kommer kom kommit kommen kommet komna kommande kommas koms
göra: göra gör gjorde gjort görs gjordes gjorts gjord gjorda görande göras
säga: säga säger sa sade sagt sägs sades sagts sagd sagda sägas sägande säg
lägga: lägga lägger la lade lagt läggs lades lagts lagd lagda läggas läggande lägg
sätta: sätta sätter satte satt sätts sattes satts satta sättas sättande
ligga: ligga ligger låg legat liggande ligg
sitta: sitta sitter satt suttit sittande sitt
hålla: hålla håller höll hållit hålls hölls hållits hållen hållet hållna hållande hållas
falla: falla faller föll fallit fallen fallet fallna fallande fall
låta: låta låter lät låtit låts låtande
gråta: gråta gråter grät gråtit gråtande
finna: finna finner fann funnit funnits funnen funnet funna finnas finnande
finnas: finnas finns fanns funnits
vinna: vinna vinner vann vunnit vinns vanns vunnits vunnen vunnet vunna vinnande vinnas
binda: binda binder band bundit binds bands bundits bunden bundet bundna bindande bindas
springa: springa springer sprang sprungit sprungen springande
sjunga: sjunga sjunger sjöng sjungit sjungs sjöngs sjungande sjungas sjungen
dricka: dricka dricker drack druckit dricks dracks druckits drucken drickande drickas
sticka: sticka sticker stack stuckit stickande stucken stuckna
brinna: brinna brinner brann brunnit brinnande
hinna: hinna hinner hann hunnit hinns
försvinna: försvinna försvinner försvann försvunnit försvunnen försvunnet försvunna försvinnande
rinna: rinna rinner rann runnit rinnande
slippa: slippa slipper slapp sluppit
spricka: spricka spricker sprack spruckit sprucken
tvinga: tvinga tvingar tvingade tvang tvingat tvungit tvingas tvingades tvingats tvungen tvungna
sjunka: sjunka sjunker sjönk sjunkit sjunken sjunkande
skriva: skriva skriver skrev skrivit skrivs skrevs skrivits skriven skrivet skrivna skrivande skrivas skriv
driva: driva driver drev drivit drivs drevs drivits driven drivet drivna drivande drivas driv
bita: bita biter bet bitit bits bets biten bitna bitande
slita: slita sliter slet slitit slits slets sliten slitna slitande
gripa: gripa griper grep gripit grips greps gripits gripen gripet gripna gripande gripas
rida: rida rider red ridit ridande
lida: lida lider led lidit lidande
glida: glida glider gled glidit glidande
vrida: vrida vrider vred vridit vrids vriden vridna vridande
sprida: sprida sprider spred spridde spritt sprids spreds spriddes spridd spridda spritts spridande spridas
strida: strida strider stred stridit stridande
skrida: skrida skrider skred skridit skridande
stiga: stiga stiger steg stigit stigande stigen
tiga: tiga tiger teg tigit tigande
vika: vika viker vek vikit vikt viks veks viken viket vikna vikande
flyga: flyga flyger flög flugit flygs flögs flygande flugen
ljuga: ljuga ljuger ljög ljugit ljugande
suga: suga suger sög sugit sugs sugande
bjuda: bjuda bjuder bjöd bjudit bjuds bjöds bjudits bjuden bjudet bjudna bjudande bjudas
njuta: njuta njuter njöt njutit njutande
skjuta: skjuta skjuter sköt skjutit skjuts sköts skjutits skjuten skjutet skjutna skjutande skjutas
gjuta: gjuta gjuter göt gjutit gjuten gjutna
sluta: sluta slutar slutade slutat sluter slöt slutit sluts slöts sluten slutet slutna slutande
bryta: bryta bryter bröt brutit bryts bröts brutits bruten brutet brutna brytande brytas
flyta: flyta flyter flöt flutit flytande
knyta: knyta knyter knöt knutit knyts knuten knutet knutna knytande
krypa: krypa kryper kröp krupit krypande
frysa: frysa fryser frös frusit fryst frusen frusna frysande
äta: äta äter åt ätit äts åts äten ätna ätande ätas
bära: bära bär bar burit bärs bars burits buren buret burna bärande bäras
skära: skära skär skar skurit skärs skars skurits skuren skuret skurna skärande skäras
stjäla: stjäla stjäl stal stulit stulen stulet stulna stjälande
dö: dö dör dog dött döende
växa: växa växer växte växt vuxit vuxen vuxna växande
leva: leva lever levde levt levs levande levat
heta: heta heter hette hetat
veta: veta vet visste vetat
fara: fara far for farit faren farande
låna: låna lånar lånade lånat lånas lånades lånad lånade
spela: spela spelar spelade spelat spelas spelades spelats spelad spelande
välja: välja väljer valde valt väljs valdes valts vald valda väljande väljas välj
sälja: sälja säljer sålde sålt säljs såldes sålts såld sålda säljande säljas sälj
tälja: tälja täljer talde talt täljs täljde täljt
dölja: dölja döljer dolde dolt döljs doldes dolts dold dolda döljas
följa: följa följer följde följt följs följdes följts följd följda följande följas följ
vänja: vänja vänjer vande vant vand vanda
tänka: tänka tänker tänkte tänkt tänks tänktes tänkts tänkta tänkande tänkas tänk
bringa: bringa bringar bringade bragte bragt bringat bringas
töra: töra tör torde tord
böra: böra bör borde bort
föra: föra förde fört förs fördes förts förd förda förande föras
era: era erar erade erat eras erades erats
[^aeiouyåäö][öyä]|ra: ra r rde rt rs rdes rts ras rar rade rat rades rats
nda: nda nder nde nt nds ndes nts nda ndas ndar ndade ndat ndades ndats
lyda: lyda lyder löd lydde lytt lydit lyds
skilja: skilja skiljer skilde skilt skiljs skildes skilts skiljas
i|da: da dar dade dat das
[^in]|da: da der dde tt ds ddes tts das dar dade dat dades dats
mma: mma mmer mde mt ms mdes mts mmas mmar mmade mmat mmades mmats
nna: nna nner nde nt nns ndes nts nnas nnar nnade nnat nnades nnats
tta: tta tter tte tts ttes ttas ttar ttade ttat ttades ttats
[^aeiouyåäön]|na: na nar nade nat nas nades nats
iga: iga igar igade igat igas igades igats
[kpstxc]|a: a er te t s tes ts ta as ar ade at ades ats
[^aeiouyåäö]|a: a er de t s des ts as ar ade at ades ats
as: as s des tes ts ades ats des te
^(bo|ro|glo|sno|gro|tro|bero|sy|fly|spy|bry|må|nå|rå|så|spå|ske|klä|upp?nå|åter?ge)|: 0 r dde tt s ddes
[oyö]|: 0 r dde tt s ddes
e: e er ede et
`

/** *bilens*, *flickors*. */
const owned = nouns.replace(/: (.*)$/gm, (_, endings: string) => {
  const owners = endings.split(' ').map((ending) => (ending === '0' ? 's' : `${ending}s`))
  return `: ${endings} ${owners.join(' ')}`
})

/** What stands before a verb and leaves its forms as they are. */
const prefixes =
  'an|av|be|bi|bort|del|efter|er|fort|fram|för|före|förut|hem|här|in|inne|iakt|isär|loss|med|miss|mot|ned|ner|om|på|sam|sön|till|und|under|upp|ur|ut|ute|vid|åter|över'

export const parts = [owned, adjectives, verbs.replace(/^~/gm, `^(|${prefixes})|`)]

/** Ends that base forms seldom have. */
export const inflected = /...(arna|orna|erna|arnas|ornas|ernas|ors|ades)$/
