/** Each line a word and its forms, the base form first; see `Irregulars`. */
export const irregular = `
~be am is are was were been being
~have has had having
~do does did done doing
~go goes went gone going
~say says said saying
~get gets got gotten getting
~make makes made making
know knows knew known knowing
think thinks thought thinking
~take takes took taken taking
see sees saw seen seeing
come comes came coming
give gives gave given giving
find finds found finding
tell tells told telling
feel feels felt feeling
become becomes became becoming
leave leaves left leaving
put puts putting
mean means meant meaning
keep keeps kept keeping
let lets letting
begin begins began begun beginning
show shows showed shown showing
hear hears heard hearing
run runs ran running
hold holds held holding
bring brings brought bringing
write writes wrote written writing
sit sits sat sitting
stand stands stood standing
understand understands understood understanding
lose loses lost losing
pay pays paid paying
repay repays repaid repaying
meet meets met meeting
set sets setting
reset resets resetting
lead leads led leading
mislead misleads misled misleading
learn learns learned learnt learning
speak speaks spoke spoken speaking
read reads reading
spend spends spent spending
grow grows grew grown growing
win wins won winning
buy buys bought buying
send sends sent sending
resend resends resent resending
build builds built building
rebuild rebuilds rebuilt rebuilding
fall falls fell fallen falling
cut cuts cutting
sell sells sold selling
resell resells resold reselling
rise rises rose risen rising
arise arises arose arisen arising
drive drives drove driven driving
break breaks broke broken breaking
wear wears wore worn wearing
choose chooses chose chosen choosing
eat eats ate eaten eating
draw draws drew drawn drawing
withdraw withdraws withdrew withdrawn withdrawing
lie lies lay lain lied lying
lay lays laid laying
fight fights fought fighting
catch catches caught catching
throw throws threw thrown throwing
fly flies flew flown flying
teach teaches taught teaching
seek seeks sought seeking
sleep sleeps slept sleeping
oversleep oversleeps overslept oversleeping
hit hits hitting
hurt hurts hurting
cost costs costing
shut shuts shutting
spread spreads spreading
bet bets betting
split splits splitting
quit quits quitting
rid rids ridding
shed sheds shedding
burst bursts bursting
cast casts casting
broadcast broadcasts broadcasting
forecast forecasts forecasting
upset upsets upsetting
drink drinks drank drunk drinking
sing sings sang sung singing
ring rings rang rung ringing
sink sinks sank sunk sunken sinking
shrink shrinks shrank shrunk shrinking
stink stinks stank stunk stinking
swim swims swam swum swimming
spring springs sprang sprung springing
ride rides rode ridden riding
hide hides hid hidden hiding
bite bites bit bitten biting
forget forgets forgot forgotten forgetting
forgive forgives forgave forgiven forgiving
freeze freezes froze frozen freezing
steal steals stole stolen stealing
wake wakes woke woken waking
awake awakes awoke awoken
shake shakes shook shaken shaking
mistake mistakes mistook mistaken
undertake undertakes undertook undertaken undertaking
overtake overtakes overtook overtaken overtaking
tear tears tore torn tearing
swear swears swore sworn swearing
bear bears bore borne born bearing
blow blows blew blown blowing
bend bends bent bending
lend lends lent lending
bind binds bound binding
wind winds wound winding
grind grinds ground grinding
bleed bleeds bled bleeding
feed feeds fed feeding
breed breeds bred breeding
speed speeds sped speeding
creep creeps crept creeping
sweep sweeps swept sweeping
weep weeps wept weeping
deal deals dealt dealing
dream dreams dreamed dreamt dreaming
burn burns burned burnt burning
spell spells spelled spelt spelling
spill spills spilled spilt spilling
spoil spoils spoiled spoilt spoiling
smell smells smelled smelt smelling
lean leans leaned leant leaning
leap leaps leaped leapt leaping
light lights lit lighted lighting
slide slides slid sliding
shoot shoots shot shooting
shine shines shone shined shining
hang hangs hung hanged hanging
stick sticks stuck sticking
strike strikes struck striking stricken
sting stings stung stinging
swing swings swung swinging
cling clings clung clinging
fling flings flung flinging
dig digs dug digging
spin spins spun spinning
flee flees fled fleeing
foresee foresees foresaw foreseen foreseeing
oversee oversees oversaw overseen overseeing
overcome overcomes overcame overcoming
undergo undergoes underwent undergone undergoing
undo undoes undid undone undoing
redo redoes redid redone redoing
rewrite rewrites rewrote rewritten rewriting
prove proves proved proven proving
sew sews sewed sewn sewing
sow sows sowed sown sowing
mow mows mowed mown mowing
saw saws sawed sawn sawing
swell swells swelled swollen swelling
knit knits knitted knitting
weave weaves wove woven weaving
forbid forbids forbade forbidden forbidding
slay slays slew slain slaying
strive strives strove striven striving
thrive thrives thrived throve thriving
tread treads trod trodden treading
wring wrings wrung wringing
kneel kneels knelt kneeled kneeling
die dies died dying
tie ties tied tying
try tries tried trying
use uses used using
add adds added adding
ask asks asked asking
own owns owned owning
~can could
~may might
~will would
~shall should
~good better best
~well better best
~bad worse worst
badly worse worst
~far farther further farthest furthest
~little less least
~many more most
~much more most
old older elder oldest eldest
man men men's man's
woman women women's woman's
child children children's child's
person people persons person's people's
foot feet
tooth teeth
goose geese
mouse mice
louse lice
ox oxen
wife wives wife's
life lives life's
knife knives
leaf leaves
loaf loaves
half halves
shelf shelves
self selves
wolf wolves
thief thieves
calf calves
scarf scarves scarfs
hoof hooves
elf elves
photo photos photo's
video videos
euro euros
piano pianos
radio radios
studio studios
logo logos
promo promos
demo demos
memo memos
disco discos
casino casinos
zero zeros zeroes
pro pros
kilo kilos
taco tacos
burrito burritos
avocado avocados
crisis crises
analysis analyses
basis bases
thesis theses
hypothesis hypotheses
diagnosis diagnoses
emphasis emphases
oasis oases
axis axes
criterion criteria criterions
phenomenon phenomena
datum data
medium media mediums
bacterium bacteria
curriculum curricula curriculums
stimulus stimuli
nucleus nuclei
cactus cacti cactuses
fungus fungi
alumnus alumni
radius radii
index indices indexes
appendix appendices appendixes
matrix matrices
vertex vertices
formula formulas formulae
bus buses busses
gas gases
quiz quizzes
fireman firemen
policeman policemen
businessman businessmen
businesswoman businesswomen
salesman salesmen
saleswoman saleswomen
spokesman spokesmen
spokeswoman spokeswomen
chairman chairmen
gentleman gentlemen
congressman congressmen
grandchild grandchildren
`
