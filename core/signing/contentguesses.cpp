// What was signed: the body before something changed it, another time, another URL, another template.
#include "core/signing/bodyforms.h"
#include "core/signing/hypotheses.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

using Made = ContentGuess::Made;

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

ContentGuess bodyGuess(const Suspect& suspect, const char* code, const char* detail, const char* expression,
                       std::function<std::optional<QByteArray>(QByteArrayView)> form)
{
    ContentGuess guess;
    guess.cost = 1;
    guess.finding.code = text(code);
    if (*detail)
        guess.finding.args = {text(detail)};
    guess.expression = expression;
    guess.make = [body = suspect.request.body, form = std::move(form)](const Reading& reading, Made& made) {
        if (!reading.scheme.content.contains("{body}") && !reading.scheme.content.contains("{first}") &&
            !reading.scheme.content.contains("{form}"))
            return false;
        auto changed = form(body);
        if (!changed || QByteArrayView(*changed) == body)
            return false;
        made.body = std::move(*changed);
        made.request.body = made.body;
        return true;
    };
    return guess;
}

/// The same instant in the other unit, as the scheme does not expect it.
ContentGuess unitGuess()
{
    ContentGuess guess;
    guess.cost = 1;
    guess.finding.code = QStringLiteral("signed_time_unit");
    guess.make = [](const Reading& reading, Made& made) {
        bool isNumber = false;
        const qint64 number = made.timestamp.toLongLong(&isNumber);
        if (!isNumber || !reading.scheme.content.contains("{timestamp}"))
            return false;
        made.timestamp =
            number >= 100'000'000'000 ? QByteArray::number(number / 1000) : QByteArray::number(number * 1000);
        return true;
    };
    return guess;
}

ContentGuess templateGuess(const char* content)
{
    ContentGuess guess;
    guess.cost = 1;
    guess.finding = {QStringLiteral("content"), {text(content)}};
    guess.settings = {{QStringLiteral("content"), text(content)}};
    guess.make = [content = QByteArray(content)](const Reading& reading, Made& made) {
        if (reading.scheme.content == content || (content.contains("{timestamp}") && made.timestamp.isEmpty()) ||
            (content.contains("{id}") && reading.parsed.id.isEmpty()))
            return false;
        made.scheme.content = content;
        return true;
    };
    return guess;
}

ContentGuess urlGuess(const QString& url)
{
    ContentGuess guess;
    guess.cost = 1;
    guess.finding = {QStringLiteral("url"), {url}};
    guess.make = [url](const Reading& reading, Made& made) {
        if (!reading.scheme.content.contains("{url}"))
            return false;
        made.request.publicUrl = url;
        return true;
    };
    return guess;
}

/// Forms in which a sender may know one address.
void addForms(QStringList& urls, const QUrl& url)
{
    const auto addText = [&](const QString& written) {
        if (!written.isEmpty() && !urls.contains(written))
            urls.append(written);
    };
    const auto add = [&](const QUrl& form) { addText(form.toString(QUrl::FullyEncoded)); };
    for (const char* scheme : {"https", "http"}) {
        QUrl form = url;
        form.setScheme(text(scheme));
        add(form);
        QUrl withPort = form;
        if (withPort.port() < 0) {
            withPort.setPort(form.scheme() == QLatin1String("https") ? 443 : 80);
        } else {
            withPort.setPort(-1);
        }
        add(withPort);
        QUrl slash = form;
        slash.setPath(form.path().endsWith(u'/') ? form.path().chopped(1) : form.path() + u'/');
        add(slash);
        QUrl bare = form;
        bare.setQuery(QString());
        add(bare);
        bare.setPath(slash.path());
        add(bare);
        addText(form.toString(QUrl::PrettyDecoded));
        addText(QString::fromUtf8(QByteArray::fromPercentEncoding(form.toEncoded())));
    }
}

QStringList urlForms(const Suspect& suspect)
{
    const http::Headers& headers = suspect.request.headers;
    const QString target = QString::fromUtf8(suspect.request.target);
    std::vector<QUrl> bases;
    const auto addBase = [&](const QString& url) {
        const QUrl parsed(url, QUrl::TolerantMode);
        if (parsed.isValid() && !parsed.host().isEmpty())
            bases.push_back(parsed);
    };
    addBase(suspect.request.publicUrl);
    for (const QString& url : suspect.urls)
        addBase(url);
    for (const char* name : {"X-Forwarded-Host", "X-Original-Host", "Host"}) {
        const QString host = QString::fromUtf8(headers.value(name)).section(u',', 0, 0).trimmed();
        if (host.isEmpty())
            continue;
        for (const char* path : {"", "X-Forwarded-Uri", "X-Original-URL", "X-Original-URI"}) {
            const QString other = *path ? QString::fromUtf8(headers.value(path)) : target;
            if (other.startsWith(u'/'))
                addBase(QStringLiteral("https://") + host + other);
            else if (!other.isEmpty())
                addBase(other);
        }
    }
    // A proxy that strips a first part of the path leaves the public URL's own path in place of the target's.
    QStringList urls;
    for (const QUrl& base : bases)
        addForms(urls, base);
    return urls;
}

} // namespace

std::vector<ContentGuess> contentGuesses(const Suspect& suspect)
{
    std::vector<ContentGuess> guesses;
    ContentGuess same;
    same.make = [](const Reading&, Made&) { return true; };
    guesses.push_back(std::move(same));
    guesses.push_back(unitGuess());
    for (const QByteArray& body : suspect.bodies) {
        guesses.push_back(
            bodyGuess(suspect, "body_transfer", "", "", [body](QByteArrayView) { return std::optional(body); }));
    }
    for (const BodyForm& form : bodyForms())
        guesses.push_back(bodyGuess(suspect, form.code, form.detail, form.expression, form.make));
    for (const QString& url : urlForms(suspect))
        guesses.push_back(urlGuess(url));
    static constexpr std::array templates{"{body}",
                                          "{timestamp}.{body}",
                                          "{id}.{timestamp}.{body}",
                                          "{timestamp}:{body}",
                                          "{timestamp}{body}",
                                          "v0:{timestamp}:{body}",
                                          "{body}{timestamp}",
                                          "{body}.{timestamp}",
                                          "{id}.{body}",
                                          "{timestamp}\n{body}",
                                          "{timestamp}|{body}",
                                          "{method}{url}{body}",
                                          "{url}{body}",
                                          "{method}{url}{timestamp}{body}"};
    for (const char* content : templates)
        guesses.push_back(templateGuess(content));
    return guesses;
}

} // namespace hw::signing
