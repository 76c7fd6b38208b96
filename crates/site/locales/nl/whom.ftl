# Hoe het bij een groep heet, en welke jaren er zijn.

same-group-in = dezelfde groep in { $where }
residents-of-whom = van wie { $shown } in deze groep
residents-of-whom-about = van wie ongeveer { $shown } in deze groep ({ $between })
profile-title-of-group = Hoe staat het in { $name } met { $people }?
no-figures-in-year = Over dit gebied zijn er geen cijfers van { $year }. Er zijn wel cijfers van andere jaren.
few-in-year = { $count ->
    [0] Van { $year } is er hier geen enkel cijfer.
    [one] Van { $year } is er hier maar één cijfer.
   *[other] Van { $year } zijn er hier maar { $count } cijfers.
}
show-newest = Toon van elk cijfer het nieuwste jaar
similar-of-group = De gebieden zijn gezocht op alle bewoners. De cijfers hieronder gaan over { $people }.
similar-of-group-nothing = Van { $people } zijn er hier niet genoeg cijfers om te vergelijken.
map-to-figure = Alles over dit cijfer hier
map-to-area = Alle cijfers van dit gebied
kind-official = officieel ‘{ $name }’
