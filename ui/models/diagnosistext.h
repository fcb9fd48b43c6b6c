#pragma once

#include "core/signing/explainer.h"

#include <QString>
#include <QStringList>

/// The explainer's codes in plain words, for window and command line alike; translated where a translation is loaded.
/// Names of secrets stand in them, values never. Any thread.
namespace hw::models {

/// What happened, in one sentence: "It is signed with CLI_SECRET, the secret of the source stripe-cli."
[[nodiscard]] QString findingText(const signing::Finding& finding);

/// What happened and what to do about it, in a few sentences.
[[nodiscard]] QString diagnosisText(const signing::Diagnosis& diagnosis);

/// The same by heart: "Signed with a different secret, and late".
[[nodiscard]] QString diagnosisTitle(const signing::Diagnosis& diagnosis);

/// diagnosisText() by thought: the cause with what to do about it, then each thing that is wrong besides.
[[nodiscard]] QStringList diagnosisParagraphs(const signing::Diagnosis& diagnosis);

/// What was tried, as a short line: "Body with a line end after it".
[[nodiscard]] QString attemptText(const signing::Finding& hypothesis);

/// What a fix does: "Add the secret CLI_SECRET to this source".
[[nodiscard]] QString fixText(const signing::Fix& fix);

/// Why a fix is refused, with the environment that it is about; empty where it is not.
[[nodiscard]] QString fixRefusalText(const signing::Fix& fix, const QString& environment);

} // namespace hw::models
