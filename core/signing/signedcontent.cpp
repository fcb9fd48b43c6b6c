#include "core/signing/signedcontent.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hw::signing {

namespace {

/// The URL that the sender saw, or the best guess at it.
QByteArray urlOf(const Request& request, QString& note)
{
    if (!request.publicUrl.isEmpty())
        return request.publicUrl.toUtf8();
    QByteArray host = request.headers.value("X-Forwarded-Host");
    if (host.isEmpty())
        host = request.headers.value("Host");
    if (host.isEmpty())
        return {};
    QByteArray protocol = request.headers.value("X-Forwarded-Proto");
    if (protocol.isEmpty())
        protocol = "http";
    const QByteArray url = protocol + "://" + host + request.target;
    note = QStringLiteral("signed over the URL %1, taken from the request's headers; set the source's public URL where "
                          "the sender uses another")
               .arg(QString::fromUtf8(url));
    return url;
}

/// HubSpot signs the URL with these characters decoded, and no others.
QByteArray hubspotUrl(QByteArray url)
{
    static constexpr std::array<std::pair<const char*, char>, 12> decoded{{
        {"%3A", ':'},
        {"%2F", '/'},
        {"%3F", '?'},
        {"%40", '@'},
        {"%21", '!'},
        {"%24", '$'},
        {"%27", '\''},
        {"%28", '('},
        {"%29", ')'},
        {"%2A", '*'},
        {"%2C", ','},
        {"%3B", ';'},
    }};
    for (const auto& [from, to] : decoded) {
        url.replace(from, QByteArray(1, to));
        url.replace(QByteArray(from).toLower(), QByteArray(1, to));
    }
    const qsizetype fragment = url.indexOf('#');
    return fragment < 0 ? url : url.left(fragment);
}

using Pairs = std::vector<std::pair<QByteArray, QByteArray>>;

Pairs parseForm(QByteArrayView text)
{
    Pairs pairs;
    if (text.isEmpty())
        return pairs;
    const auto decode = [](QByteArray part) { return QByteArray::fromPercentEncoding(part.replace('+', ' ')); };
    for (const QByteArray& item : text.toByteArray().split('&')) {
        const qsizetype equals = item.indexOf('=');
        pairs.emplace_back(decode(equals < 0 ? item : item.left(equals)),
                           equals < 0 ? QByteArray() : decode(item.mid(equals + 1)));
    }
    return pairs;
}

/// Names and values one after the other, sorted, each pair once.
QByteArray sortedForm(QByteArrayView body)
{
    Pairs pairs = parseForm(body);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    QByteArray all;
    for (const auto& [name, value] : pairs)
        all += name + value;
    return all;
}

/// What Twilio adds to the URL: the form's fields, or nothing where the URL itself carries the body's hash.
void addForm(SignedContent& content, const Request& request, const QByteArray& url, QByteArray& out)
{
    const qsizetype question = url.indexOf('?');
    const Pairs query = parseForm(question < 0 ? QByteArrayView() : QByteArrayView(url).sliced(question + 1));
    const auto hash = std::find_if(query.begin(), query.end(), [](const auto& p) { return p.first == "bodySHA256"; });
    if (hash != query.end()) {
        if (!equalInConstantTime(sha256(request.body).toHex(), hash->second.toLower())) {
            content.reason = QStringLiteral("signature_mismatch");
            content.note = QStringLiteral("the body does not have the SHA-256 that bodySHA256 in the URL states");
        }
        return;
    }
    const QByteArray type = request.headers.value("Content-Type").toLower();
    if (!request.body.isEmpty() && !type.isEmpty() && !type.startsWith("application/x-www-form-urlencoded")) {
        content.reason = QStringLiteral("signature_mismatch");
        content.note = QStringLiteral("the body is no form and the URL has no bodySHA256: nothing signs the body");
        return;
    }
    out = sortedForm(request.body);
}

/// The body, or of a JSON array its first element as the sender serialised it.
QByteArray firstOf(SignedContent& content, QByteArrayView body)
{
    const QByteArrayView trimmed = body.trimmed();
    if (!trimmed.startsWith('['))
        return {};
    const auto parsed = json::parse(body);
    if (!parsed || parsed->toArray().empty())
        return {};
    const size_t count = parsed->toArray().size();
    if (count > 1)
        content.note = QStringLiteral("the sender signs only the first of these %1 events").arg(count);
    return json::write(parsed->at(0));
}

} // namespace

std::vector<QByteArrayView> SignedContent::parts() const
{
    std::vector<QByteArrayView> views;
    views.reserve(m_parts.size());
    for (const Part& part : m_parts)
        views.push_back(part.owned.isNull() ? part.borrowed : QByteArrayView(part.owned));
    return views;
}

QByteArray SignedContent::joined() const
{
    QByteArray all;
    for (const QByteArrayView part : parts())
        all.append(part);
    return all;
}

std::vector<QByteArray> SignedContent::names() const
{
    std::vector<QByteArray> names;
    for (const Part& part : m_parts)
        names.push_back(part.name);
    return names;
}

SignedContent signedContent(const Scheme& scheme, const Request& request, const QByteArray& id,
                            const QByteArray& timestamp)
{
    SignedContent content;
    QByteArray url;
    if (scheme.content.contains("{url}")) {
        url = urlOf(request, content.note);
        if (url.isEmpty()) {
            content.reason = QStringLiteral("url_missing");
            content.note = QStringLiteral("the public URL is part of what is signed, and it is not known");
            return content;
        }
        if (scheme.urlForm == UrlForm::HubSpot)
            url = hubspotUrl(url);
    }

    const auto own = [&](const QByteArray& bytes, const QByteArray& name = {}) {
        content.m_parts.push_back({bytes.isNull() ? QByteArray("") : bytes, {}, name});
    };
    const QByteArray& text = scheme.content;
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype open = text.indexOf('{', from);
        if (open != from) {
            own(text.mid(from, open < 0 ? -1 : open - from));
            if (open < 0)
                break;
        }
        const qsizetype close = text.indexOf('}', open);
        const QByteArray name = text.mid(open + 1, close - open - 1);
        from = close + 1;
        if (name == "body") {
            content.m_parts.push_back({{}, request.body, name});
        } else if (name == "id") {
            own(id, name);
        } else if (name == "timestamp") {
            own(timestamp, name);
        } else if (name == "method") {
            own(request.method, name);
        } else if (name == "url") {
            own(url, name);
        } else if (name == "form") {
            QByteArray form;
            addForm(content, request, url, form);
            own(form, name);
        } else if (name == "first") {
            const QByteArray first = firstOf(content, request.body);
            content.m_parts.push_back({first, request.body, name});
        } else {
            qFatal("signed content names {%s}", name.constData());
        }
    }
    return content;
}

} // namespace hw::signing
