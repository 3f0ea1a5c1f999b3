package com.example.numbers

import io.deliverysettings.domain.number.Catalogue
import io.deliverysettings.domain.number.CatalogueNumber
import io.deliverysettings.domain.number.NumberEntry
import io.deliverysettings.domain.number.NumberId
import io.deliverysettings.domain.number.NumberSelection
import io.deliverysettings.domain.number.PhoneNumber
import io.deliverysettings.domain.number.QualityRating
import io.deliverysettings.domain.number.SelectionOutcome
import io.deliverysettings.domain.number.SelectionPolicy
import java.util.Optional

/** Answers what people typed with what would come of it. */
fun main() {
    val account = Catalogue(
        listOf(
            number("205000000000001", "+1 555-010-0001", "Acme Support", QualityRating.GREEN),
            number("205000000000002", "+1 555-010-0002", "Acme Sales", QualityRating.GREEN),
            number("205000000000004", "+49 30 555 0004", "Acme Berlin", QualityRating.RED),
        ),
    )
    val policy = SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.YELLOW)

    for (typed in listOf("(+1) 555 0100001", "+49 30 555 0004", "+49 30 ext. 4")) {
        println("$typed -> ${answer(typed, account, policy)}")
    }
    println("nothing in particular -> ${describe(NumberSelection.decide(emptyList(), account, policy))}")
}

/** Text that somebody typed may be anything: parsing it throws nothing, and says what is wrong. */
fun answer(typed: String, account: Catalogue, policy: SelectionPolicy): String =
    PhoneNumber.parse(typed, "number").fold(
        { number ->
            val entry = NumberEntry(Optional.empty(), Optional.of(number), true)
            describe(NumberSelection.decide(listOf(entry), account, policy))
        },
        { violations -> violations.joinToString { it.message } },
    )

/** The outcomes are sealed: a case that is left out does not compile, and none needs an `else`. */
fun describe(outcome: SelectionOutcome): String = when (outcome) {
    is SelectionOutcome.Selected -> "sends from ${outcome.number.describe()}"
    is SelectionOutcome.ChoiceRequired -> "choose among " + outcome.candidates.joinToString { it.describe() }
    is SelectionOutcome.NothingSelectable -> "nothing to choose from"
    is SelectionOutcome.Refused -> outcome.violations.joinToString { it.message }
}

private fun number(id: String, number: String, name: String, quality: QualityRating): CatalogueNumber =
    CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), name, quality, true)
