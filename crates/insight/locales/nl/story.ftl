# Sentences about an area, in plain Dutch (B1). A sentence starts with a small letter where its first word can be a
# variable; the first letter is made a capital afterwards.

where = { $level ->
    [country] in { $name }
    [region] in { $article } { $kind } { $name }
    [municipality] in de gemeente { $name }
    [district] in de wijk { $name }
   *[neighbourhood] in de buurt { $name }
}

# Where the rest is.
rest = { $reference ->
    [country] in de rest van { $country }
    [municipality] in de rest van de gemeente
   *[everybody-here] bij de andere inwoners van dit gebied
}

# A group is compared with the same group elsewhere: in what place is not enough to say.
same-group = { $whom ->
    [group] bij dezelfde groep { rest }
   *[everybody] { rest }
}

# Compared with the rest (figures with counts).
than = dan { same-group }

same-as = als { same-group }

# The whole.
whole = { $reference ->
    [country] in heel { $country }
    [municipality] in de hele gemeente
   *[everybody-here] bij alle inwoners van dit gebied samen
}

# Compared with the whole (figures without counts).
than-whole = dan { $whom ->
    [group] bij dezelfde groep { whole }
   *[everybody] { whole }
}

# Before the figure of the reference.
beside-everybody = { $reference ->
    [country] heel { $country }
    [municipality] de hele gemeente
   *[everybody-here] alle inwoners
}

beside = { $whom ->
    [group] dezelfde groep { whole }
   *[everybody] { beside-everybody }
}

# The same in brackets behind a comparison, which has said of whom it is.
in-brackets = { $whom ->
    [group] { whole }
   *[everybody] { beside-everybody }
}

about = ongeveer

residents = { $where } { $count ->
    [0] woont niemand
    [one] woont 1 persoon
   *[other] wonen { $number } mensen
} ({ $year }).

residents-group = { $where } { $count ->
    [0] wonen geen { $people }
    [one] woont 1 van de { $people }
   *[other] wonen { $number } { $people }
} ({ $year }).

residents-few = { $where } wonen minder dan { $number } mensen ({ $year }).

residents-group-few = { $where } wonen minder dan { $number } { $people } ({ $year }).

share = { $number } van de { $of } { $whom } { $predicate } ({ $figure }, { $year }).

figure = het cijfer voor ‘{ $label }’ is { $figure } ({ $year }).

figure-source = volgens de bron is het cijfer voor ‘{ $label }’ { $figure } ({ $year }).

# What stands out. With counts:
stands-share = { $number } van de { $of } { $whom } { $predicate } ({ $figure }, { $year }). Dat is { $verdict } { $than } ({ $beside }: { $other }).

# Without counts, or without words for the numerator:
stands-figure = { $label }: { $figure } ({ $year }). Dat is { $verdict } { $than } ({ $beside }: { $other }).

stands-figure-source = { $label }: { $figure } ({ $year }). Dat is { $verdict } { $than } ({ $other }); hoe zeker, is niet bekend.

none-favourable = Geen van deze cijfers is met zekerheid gunstiger { $than }.

none-unfavourable = Geen van deze cijfers is met zekerheid ongunstiger { $than }.

nothing-stands-out = Geen enkel cijfer is hier met zekerheid { $judged ->
    [yes] gunstiger of ongunstiger
   *[no] hoger of lager
} { $than }.

about-equal = { $count ->
    [one] Eén cijfer is
   *[other] { $number } cijfers zijn
} hier ongeveer even hoog { $same-as }.

# Differences between two groups, or between a group and everybody.
groups = Groepen in dit gebied verschillen duidelijk bij ‘{ $short }’: { $figure } bij { $people }, { $other } bij { $others } ({ $year }).

groups-also = Ook bij ‘{ $short }’ verschillen ze: { $figure } bij { $people }, { $other } bij { $others } ({ $year }).

# In the story of a group.
group-here = Deze groep verschilt duidelijk van de andere inwoners van dit gebied bij ‘{ $short }’: { $figure } bij { $people }, { $other } bij { $others } ({ $year }).

group-here-also = Ook bij ‘{ $short }’ is er een verschil: { $figure } bij { $people }, { $other } bij { $others } ({ $year }).

groups-of-how-many = { $some } van { $of }

groups-why = Dat zegt niet hoe dat komt.

all-together = alle inwoners samen

older = Let op: { $count ->
    [one] één van de { $all } cijfers van dit profiel is
   *[other] { $number } van de { $all } cijfers van dit profiel zijn
} van { $year } of eerder; het nieuwste cijfer is van { $newest }.

risen = { $label }: van { $before } in { $first } naar { $after } in { $last }. Dat is een stijging.

fallen = { $label }: van { $before } in { $first } naar { $after } in { $last }. Dat is een daling.

may-be-chance = Bij { $count ->
    [one] één cijfer
   *[other] { $number } cijfers
} kan het verschil toeval zijn; daarom zeggen we daarover hier niets.

certainty-unknown = Bij { $count ->
    [one] één cijfer
   *[other] { $number } cijfers
} weten we niet hoe zeker een verschil is: daarvoor geeft de bron te weinig gegevens.

too-little = Over dit gebied valt nog weinig met zekerheid te zeggen.

too-little-group = Over deze groep valt hier nog weinig met zekerheid te zeggen.

no-figures = Over dit gebied zijn er geen cijfers.
no-figures-group = Over deze groep zijn er in dit gebied geen cijfers die we kunnen laten zien.
