/** Nouns that end in a consonant: hrad, pán, stroj, muž, and those of kost and píseň. */
const consonants = `
ismus: ismus ismu ismem ismy ismů ismům ismech isme izmus izmu izmem izmy izmů
izmus: ismus ismu ismem ismy ismů ismům ismech isme izmus izmu izmem izmy izmů
ast: ast asti astí astem astech astmi astím astu asty astů
[jp]|em: em mu mem my mů mům mech mě emu eme
ost: ost osti ostí ostem ostech ostmi
ůl: ůl olu olem oly olů olům olech ole ola ůli oli olí ůlí olem olech
ům: ům omu omem omy omů omům omech dome ova
ůj: ůj oje oji ojem ojů ojům ojích
ůr: ůr oru oru orem ory orů orům orech oře ora
ůz: ůz ozu ozem ozy ozů ozům ozech oze
ůň: ůň oně oni oněm oňům oních oňmi koní
ůst: ůst ostu ostem ostů ostům ostech ostě osty ůstu ůstem ůsty
[^aeiouyáéíóúýě]|ek: ek ka ku kovi kem ky ků kům cích kách ci kové eku ekem eky eků ekům ecích eka ekovi
[^aeiouyáéíóúýě]|ec: ec ce ci covi cem ců cům cích če cové
[^aeiouyáéíóúýě]|en: en ne nu nem ny nů nům nech ni ně na enu enem eny enů enům enech ene dní
[^aeiouyáéíóúýě]|eň: eň ně ni ní ním ních němi něm nů nům
[^aeiouyáéíóúýě]|ev: ev ve vi ví vím vích vemi evu evem evy evů evům evech evě
t|el: el ele eli elem elů elům elích elé elovi ely
[^aeiouyáéíóúýět]|el: el la lu lem lovi ly lů lům lech le elu elem ely elů elům elech elovi ela
ch: ch cha chu chovi chem chy chů chům ších ši chové chách še
k: k ka ku kovi kem ky ků kům cích kách ci kové če ce
h: h ha hu hovi hem hy hů hům zích zi hové hách že
g: g gu ga govi gem gy gů gům zích gové
r: r ra ru rovi rem ry rů rům rech ře ři rové ru
[lszx]|: 0 a u ovi em e y ů ům ech i ové í emi é
ť: ť tě ti tí tem tím tích těmi tích ten
ď: ď dě di dí děm dím dích děmi dů
ň: ň ně ni ní něm ním ních němi ňů ňům
[žščřcj]|: 0 e i em ů ům ích ovi ové í ím emi é i
[dtnbpvmf]|: 0 a u ovi em ě e y ů ům ech i ové é
w: w u em ovi a
`

/** Nouns that end in a vowel: žena, předseda, růže, moře, stavení, město. */
const vowels = `
[sc]|ká: ká ké kou kých kým kými
ová: ová ové ovou ových ovým ovými
ka: ka ky ce ku ko kou ek kám kách kami k kovi
ha: ha hy ze hu ho hou h hám hách hami
ga: ga gy ze gu go gou g gám gách gami govi gové gů
cha: cha chy še chu cho chou ch chám chách chami
sta: sta sty stě stu sto stou stám stách stami st stovi sté stů stům stech
[^aeiouyáéíóúýě]|ra: ra ry ře ru ro rou er rám rách rami r
ra: ra ry ře ru ro rou r rám rách rami rovi
[kvlrdst]|na: na ny ně nu no nou en nám nách nami n
[^aeiouyáéíóúýě]|ba: ba by bě bu bo bou eb bám bách bami b
[^aeiouyáéíóúýě]|va: va vy vě vu vo vou ev vám vách vami v
áva: áva ávy ávě ávu ávo ávou áv ávám ávách ávami av avám avách avami
íla: íla íly íle ílu ílo ílou il ilám ilách ilami íl
íra: íra íry íře íru íro írou ír ěr ěrám ěrách ěrami
[lsz]|a: a y e u o ou 0 ám ách ami ovi
[žščřcjx]|a: a i e u o ou 0 ám ách ami ovi y
[dtnbpvmf]|a: a y ě u o ou 0 ám ách ami ovi ů ům ové
ia: ia ie ii ií iím iích iemi iu iou
ea: ea ey eji eu eou eí eám eách eami
ie: ie ii ií iím iích iemi
yně: yně yni yní yň yním yních yněmi
ice: ice ici icí ic icím icích icemi
iště: iště išti ištěm išť ištím ištích
áce: áce áci ací acím acích acemi
vče: vče včete včeti včetem včata včat včatům včatech včaty
íře: íře ířete ířeti ířetem ířata ířat ířatům ířatech ířaty
dce: dce dci dcem dcové dců dcům dcích dcovi dcům
íle: íle íli ílí il ilím ilích ilemi ílích
e: e i í em ím ích emi 0 ů ům
ě: ě i í ěm ím ích ěmi
ko: ko ka ku kem kách cích kům ky ek k
[hg]|o: o a u em ách ům y 0
cho: cho cha chu chem chách chům chy ch
[^aeiouyáéíóúýě]|no: no na nu nem ně nům nech ny en n
[^aeiouyáéíóúýě]|lo: lo la lu lem le lům lech ly el l
tvo: tvo tva tvu tvem tvě tvům tvech tvy tev
[^aeiouyáéíóúýě]|ro: ro ra ru rem ře rům rech ry er
ro: ro ra ru rem ře rům rech ry r
[lsz]|o: o a u em e ům ech y 0 ovi ové
[dtnbpvmf]|o: o a u em ě ům ech y 0 ovi ové
io: io ia iu iem ií iím iích ii
eum: eum ea eu eem eí eím eích ei
ium: ium ia iu iem ií iím iích ii
[^aeiou]|um: um a u em ům ech y er
y: y ů ám ách ami 0 ích ům ech
[^aeiouyáéíóúýě]|í: í ím ích ími
`

/** Mladý, jarní and their degrees; a *ne-* before them leaves them the word they are. */
const adjectives = `
aný: aný aná ané aného anému aném aným anou aných anými aní án ána áno áni ány ne+aný ne+aná ne+ané ne+aného ne+anému ne+aném ne+aným ne+anou ne+aných ne+anými ne+án ne+ána ne+áno ne+áni ne+ány
ský: ský ská ské ského skému ském ským skou ských skými ští sko sky ne+ský ne+ská ne+ské ne+ského ne+ských
cký: cký cká cké ckého ckému ckém ckým ckou ckých ckými čtí cko ne+cký ne+cká ne+cké ne+ckého ne+ckých
chý: chý chá ché chého chému chém chým chou chých chými ší šší ššího ššímu šších šším nej+šší
ký: ký ká ké kého kému kém kým kou kých kými cí čí čího čímu čím čích nej+čí nej+čího nej+čích ne+ký ne+ká ne+ké ne+kého ne+kých
hý: hý há hé hého hému hém hým hou hých hými zí žší žšího žšímu žších žším nej+žší
rý: rý rá ré rého rému rém rým rou rých rými ří řejší řejšího řejšímu řejším řejších řejšími nej+řejší nej+řejšího nej+řejších ne+rý ne+rá ne+ré
[nt]|ý: ý á é ého ému ém ým ou ých ými í 0 a o i y ější ějšího ějšímu ějším ějších ějšími nej+ější nej+ějšího nej+ějším nej+ějších nej+ějšími nej+ějšímu ne+ý ne+á ne+é ne+ého ne+ému ne+ém ne+ým ne+ou ne+ých ne+ými ne+í ne+0 ne+a ne+o ne+i ne+y
[lszc]|ý: ý á é ého ému ém ým ou ých ými í ejší ejšího ejšímu ejším ejších ejšími nej+ejší nej+ejšího nej+ejších ne+ý ne+á ne+é ne+ého ne+ému ne+ém ne+ým ne+ou ne+ých ne+ými ne+í
ý: ý á é ého ému ém ým ou ých ými í ější ějšího ějšímu ějším ějších ějšími nej+ější nej+ějšího nej+ějších nej+ějšími ší šího šímu ším ších nej+ší nej+šího nej+ších ne+ý ne+á ne+é ne+ého ne+ému ne+ém ne+ým ne+ou ne+ých ne+ými ne+í
[nm]|í: í ího ímu ím ích ími ější ějšího ějších nej+ější nej+ějšího nej+ějších ne+í ne+ího ne+ímu ne+ím ne+ích ne+ími
í: í ího ímu ím ích ími ne+í ne+ího ne+ímu ne+ím ne+ích ne+ími
ův: ův ova ovo ovu ovy ovým ových ovými ově
`

const verbs = `
jít: jít jdu jdeš jde jdeme jdete jdou šel šla šlo šli šly jdi jděte jděme jda šed
mít: mít mám máš má máme máte mají měl měla mělo měli měly měj mějte mějme maje
být: být budu budeš bude budeme budete budou byl byla bylo byli byly buď buďte buďme byt byto
vědět: vědět vím víš ví víme víte vědí věděl věděla vědělo věděli věděly věz vězte
chtít: chtít chci chceš chce chceme chcete chtějí chtěl chtěla chtělo chtěli chtěly chtěj
vzít: vzít vezmu vezmeš vezme vezmeme vezmete vezmou vzal vzala vzalo vzali vzaly vzat vzata vzato vzati vzaty vezmi vezměte
číst: číst čtu čteš čte čteme čtete čtou četl četla četlo četli četly čten čtena čteno čti čtěte
jíst: jíst jím jíš jí jíme jíte jedí jedl jedla jedlo jedli jedly jez jezte
[vm]|ést: ést edu edeš ede edeme edete edou edl edla edlo edli edly eden edena edeno edeni edeny eď eďte
nést: nést nesu neseš nese neseme nesete nesou nesl nesla neslo nesli nesly nesen nesena neseno neseni neseny nes neste
lást: lást ladu ladeš lade ladme ladete ladou ladl ladla ladlo ladli ladly laden ladena ladeno laď laďte ladem lademe
ůst: ůst ostu osteš oste osteme ostete ostou ostl ostla ostlo ostli ostly
ézt: ézt ezu ezeš eze ezeme ezete ezou ezl ezla ezlo ezli ezly ezen ezena ezeno
říci: říci říct řeknu řekneš řekne řekneme řeknete řeknou řekl řekla řeklo řekli řekly řečen řečena řečeno řekni řekněte
říct: říct říci řeknu řekneš řekne řekneme řeknete řeknou řekl řekla řeklo řekli řekly řečen řečena řečeno řekni řekněte
moci: moci moct mohu můžu můžeš může můžeme můžete mohou můžou mohl mohla mohlo mohli mohly možno mohouce pomoz pomozte
moct: moct moci mohu můžu můžeš může můžeme můžete mohou můžou mohl mohla mohlo mohli mohly pomoz pomozte
éci: éci éct eču ečeš eče ečeme ečete ečou ekl ekla eklo ekli ekly ečen ečena ečeno
éct: éct éci eču ečeš eče ečeme ečete ečou ekl ekla eklo ekli ekly ečen ečena ečeno
jet: jet jedu jedeš jede jedeme jedete jedou jel jela jelo jeli jely jeď jeďte pojedu pojedeš pojede pojedeme pojedete pojedou
^(se|vy|na|pře|ode|při|do|po|roz|ro|za|u|ve|vz|)b|rat: rat eru ereš ere ereme erete erou ral rala ralo rali raly rán rána ráno ráni rány er erte
[pd]|rat: rat eru ereš ere ereme erete erou ral rala ralo rali raly rán rána ráno
psát: psát píšu píši píšeš píše píšeme píšete píšou píší psal psala psalo psali psaly psán psána psáno psáni psány piš pište pišme
ázat: ázat ážu áži ážeš áže ážeme ážete ážou áží ázal ázala ázalo ázali ázaly ázán ázána ázáno ázáni ázány až ažte ažme
slat: slat šlu šleš šle šleme šlete šlou slal slala slalo slali slaly slán slána sláno sláni slány šli šlete
zvat: zvat zvu zveš zve zveme zvete zvou zval zvala zvalo zvali zvaly zván zvána zváno zváni zvány zvi zvěte
hnat: hnat ženu ženeš žene ženeme ženete ženou hnal hnala hnalo hnali hnaly hnán hnána hnáno
spát: spát spím spíš spí spíme spíte spal spala spalo spali spaly spi spěte
bát: bát bojím bojíš bojí bojíme bojíte bál bála bálo báli bály boj bojte
stát: stát stojím stojíš stojí stojíme stojíte stál stála stálo stáli stály stůj stůjte stanu staneš stane staneme stanete stanou stal stala stalo stali staly staň staňte
[hsř]|át: át aji aju aješ aje ajeme ajete ají eji eju eješ eje ejeme ejete ejí ál ála álo áli ály án ána áno ej ejte al ala alo ali aly
rát: rát raji raju raješ raje rajeme rajete rají rál rála rálo ráli rály rán rána ráno ráni rány raj rajte
át: át ám áš á áme áte ají al ala alo ali aly án ána áno áni ány ej ejte ejme
[sů]|tat: tat tanu taneš tane taneme tanete tanou tal tala talo tali taly taň taňte tám táš tá táme táte tají táván
jmout: jmout jmu jmeš jme jmeme jmete jmou jal jala jalo jali jaly jat jata jato jati jaty jmi jměte jmul
čít: čít čnu čneš čne čneme čnete čnou čal čala čalo čali čaly čat čata čato čni čněte
[mzn]|řít: řít řu řeš ře řeme řete řou řel řela řelo řeli řely
vřít: vřít vřu vřeš vře vřeme vřete vřou vřel vřela vřelo vřeli vřely vřen vřena vřeno vřeni vřeny vři vřete
třít: třít třu třeš tře třeme třete třou třel třela třelo třeli třely třen třena třeno
[pbvžš]|ít: ít iji iju iješ ije ijeme ijete ijí ijou il ila ilo ili ily it ita ito iti ity ij ijte
[kmrtbv]|ýt: ýt yji yju yješ yje yjeme yjete yjí yl yla ylo yli yly yt yta yto yti yty yj yjte
nout: nout nu neš ne neme nete nou nul nula nulo nuli nuly l la lo li ly nut nuta nuto nuti nuty ni něte něme en ena eno
[cz]h|ovat: ovat uji uju uješ uje ujeme ujete ují ovám ováš ová ováme ováte ovají oval ovala ovalo ovali ovaly ován ována ováno ováni ovány ovej ovejte
ovat: ovat uji uju uješ uje ujeme ujete ují ujou oval ovala ovalo ovali ovaly ován ována ováno ováni ovány uj ujte ujme uje ujíc ujíce
at: at ám áš á áme áte ají al ala alo ali aly án ána áno áni ány ej ejte ejme aje ajíc ajíce
stit: stit stím stíš stí stíme stíte stil stila stilo stili stily štěn štěna štěno štěni štěny sti stěte sť
sit: sit sím síš sí síme síte sil sila silo sili sily šen šena šeno šeni šeny s ste
[sz]lit: lit lím líš lí líme líte lil lila lilo lili lily len lena leno li lete
dit: dit dím díš dí díme díte dil dila dilo dili dily zen zena zeno zeni zeny děn děna děno ď ďte
tit: tit tím tíš tí tíme títe til tila tilo tili tily cen cena ceno ceni ceny těn těna těno ť ťte
zit: zit zím zíš zí zíme zíte zil zila zilo zili zily žen žena ženo ženi ženy zen zena zeno z zte
nit: nit ním níš ní níme níte nil nila nilo nili nily něn něna něno něni něny ň ňte
[pbmvf]|it: it ím íš í íme íte il ila ilo ili ily en ena eno eni eny ěn ěna ěno ěni ěny 0 te me i ěte
it: it ím íš í íme íte il ila ilo ili ily en ena eno eni eny 0 te me i
ět: ět ím íš í íme íte ějí ěl ěla ělo ěli ěly ěn ěna ěno ěni ěny ěj ějte ěje ějíce
et: et ím íš í íme íte ejí el ela elo eli ely en ena eno eni eny ej ejte eje ejíc ejíce
`

/** What is said of no verb is said with *ne-*. */
const negated = verbs.replace(/: (.*)$/gm, (_, endings: string) => `: ${endings} ${endings.replace(/\S+/g, 'ne+$&')}`)

export const parts = [consonants, vowels, adjectives, negated]

/** Ends that base forms seldom have. */
export const inflected =
  /(ou|ách|ami|ého|ému|ých|ými|ích|..ým|..ém|[^ájpé]em|..ům|..ech|ovi|uje|ují|[eíá]me|[eíá]te|[aie]la|[aie]lo|[aieě]li|[aie]ly|ají)$/
