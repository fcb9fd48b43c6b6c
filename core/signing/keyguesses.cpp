// Which key: every secret that is known, and what its text may stand for.
#include "core/signing/hypotheses.h"

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

struct FormName
{
    KeyForm form;
    const char* code;
    const char* option; ///< value of `signing.key`
};

constexpr std::array formNames{
    FormName{KeyForm::Raw, "key_raw", "raw"},
    FormName{KeyForm::RawAfterPrefix, "key_raw_after_prefix", "raw-after-prefix"},
    FormName{KeyForm::Base64, "key_base64", "base64"},
    FormName{KeyForm::StandardBase64, "key_standard", "standard"},
    FormName{KeyForm::Hex, "key_hex", "hex"},
};

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// Where `NAME=` ends, or 0: an assignment copied with its value.
qsizetype assignmentEnd(QByteArrayView text)
{
    qsizetype i = 0;
    while (i < text.size() &&
           ((text[i] >= 'A' && text[i] <= 'Z') || text[i] == '_' || (i > 0 && text[i] >= '0' && text[i] <= '9')))
        ++i;
    return i >= 3 && i + 1 < text.size() && text[i] == '=' ? i + 1 : 0;
}

bool sameKeys(const std::vector<Key>& a, const std::vector<Key>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Key& one, const Key& two) {
        return one.kind == two.kind && equalInConstantTime(one.bytes.view(), two.bytes.view());
    });
}

/// All readings of one text.
void addForms(std::vector<KeyGuess>& guesses, const Scheme& scheme, KeyGuess guess, QByteArrayView text)
{
    const size_t first = guesses.size();
    const QString name = guess.findings.empty() ? QString() : guess.findings.front().args.value(0);
    const auto add = [&](KeyForm form, const char* code, const char* option) {
        Scheme read = scheme;
        read.keyForm = form;
        KeyList list = decodeSecret(read, text);
        if (list.keys.empty())
            return;
        for (size_t i = first; i < guesses.size(); ++i) {
            if (sameKeys(guesses[i].keys, list.keys))
                return;
        }
        KeyGuess made{guess.cost, guess.findings, guess.secret, guess.cleaned, guess.settings, std::move(list.keys)};
        if (code) {
            ++made.cost;
            made.findings.push_back({QString::fromLatin1(code), {name}});
            made.settings.emplace_back(QStringLiteral("key"), QString::fromLatin1(option));
        }
        guesses.push_back(std::move(made));
    };
    add(scheme.keyForm, nullptr, nullptr);
    for (const FormName& form : formNames) {
        if (form.form != scheme.keyForm)
            add(form.form, form.code, form.option);
    }
}

} // namespace

Finding findingOf(const KnownSecret& secret)
{
    switch (secret.place) {
    case SecretPlace::Source: return {QStringLiteral("as_configured"), {secret.name}};
    case SecretPlace::OtherSource: return {QStringLiteral("secret_of_source"), {secret.name, secret.source}};
    case SecretPlace::Environment: return {QStringLiteral("secret_unused"), {secret.name}};
    case SecretPlace::OtherEnvironment:
        return {QStringLiteral("secret_of_environment"), {secret.name, secret.environment}};
    }
    return {};
}

std::optional<CleanedSecret> cleanedSecret(const KnownSecret& secret)
{
    const QByteArrayView whole = secret.value.view();
    QByteArrayView text = whole;
    const char* code = nullptr;
    const auto trim = [&] {
        while (!text.isEmpty() && isSpace(text.front()))
            text = text.sliced(1);
        while (!text.isEmpty() && isSpace(text.back()))
            text.chop(1);
    };
    trim();
    if (text.size() != whole.size())
        code = "secret_white_space";
    if (const qsizetype end = assignmentEnd(text)) {
        text = text.sliced(end);
        code = "secret_assignment";
    }
    if (text.size() > 2 && isQuote(text.front()) && text.front() == text.back()) {
        text = text.sliced(1).chopped(1);
        if (!code)
            code = "secret_quotes";
        trim();
    }
    if (!code || text.isEmpty())
        return std::nullopt;
    return CleanedSecret{{QString::fromLatin1(code), {secret.name}}, SecretString(text)};
}

std::optional<SecretString> withoutSurroundings(const SecretString& secret)
{
    KnownSecret known;
    known.value = secret;
    const auto cleaned = cleanedSecret(known);
    return cleaned ? std::optional(cleaned->value) : std::nullopt;
}

std::vector<KeyGuess> keyGuesses(const Scheme& scheme, const std::vector<KnownSecret>& secrets)
{
    std::vector<KeyGuess> guesses;
    for (size_t i = 0; i < secrets.size(); ++i) {
        const KnownSecret& secret = secrets[i];
        if (secret.value.isEmpty())
            continue;
        KeyGuess guess;
        guess.secret = i;
        guess.cost = secret.place == SecretPlace::Source ? 0 : 1;
        guess.findings = {findingOf(secret)};
        addForms(guesses, scheme, std::move(guess), secret.value.view());
        if (const auto cleaned = cleanedSecret(secret)) {
            KeyGuess clean;
            clean.secret = i;
            clean.cleaned = true;
            clean.cost = secret.place == SecretPlace::Source ? 1 : 2;
            clean.findings = {findingOf(secret), cleaned->finding};
            addForms(guesses, scheme, std::move(clean), cleaned->value.view());
        }
    }
    // Own secrets before others where the cost is the same; the list is walked once for each cost.
    return guesses;
}

} // namespace hw::signing
