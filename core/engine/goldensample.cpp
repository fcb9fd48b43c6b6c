#include "core/engine/goldensample.h"

#include "core/http/headlines.h"
#include "core/mapping/path.h"
#include "core/record/bodyview.h"
#include "core/signing/primitives.h"
#include "core/signing/schemes.h"

#include <algorithm>
#include <array>

namespace hw::engine {

namespace {

/// Shorter values may stand anywhere by chance; they are replaced where the signature is, and nowhere else.
constexpr qsizetype shortestReplaced = 8;

/// Headers that carry somebody's credentials, whatever the source.
constexpr std::array credentialHeaders{"authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token"};

json::Value textOrNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

/// Stands in for a value, of its own type.
json::Value madeUp(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::String: return value.toString().contains(u'@') ? "masked@example.com" : "masked";
    case json::Type::Number: return 0;
    case json::Type::Bool: return false;
    case json::Type::Array: {
        json::Array masked;
        for (const json::Value& element : value.toArray())
            masked.push_back(madeUp(element));
        return masked;
    }
    case json::Type::Object: {
        json::Object masked;
        for (const auto& [name, member] : value.toObject())
            masked.append(name, madeUp(member));
        return masked;
    }
    case json::Type::Undefined:
    case json::Type::Null: break;
    }
    return value;
}

json::Value* memberAt(json::Value& root, const std::vector<mapping::Path::Step>& steps)
{
    json::Value* at = &root;
    for (const mapping::Path::Step& step : steps) {
        if (const auto* key = std::get_if<QString>(&step)) {
            at = at->isObject() ? at->object().find(*key) : nullptr;
        } else {
            const auto index = static_cast<size_t>(std::get<qsizetype>(step));
            at = at->isArray() && index < at->toArray().size() ? &at->array()[index] : nullptr;
        }
        if (!at)
            return nullptr;
    }
    return at;
}

void replaceIn(http::Message& message, QByteArrayView secret, const QByteArray& by)
{
    const QByteArray from = secret.toByteArray();
    message.body.replace(from, by);
    message.target.replace(from, by);
    message.target.replace(from.toPercentEncoding(), by.toPercentEncoding());
    for (http::Header& header : message.headers)
        header.value.replace(from, by);
}

/// Each in the place of the header that it replaces, or last.
void setHeaders(http::Headers& headers, const http::Headers& fresh)
{
    for (const http::Header& header : fresh) {
        const auto known = std::find_if(headers.begin(), headers.end(), [&](const http::Header& one) {
            return http::headlines::sameName(one.name, header.name);
        });
        if (known == headers.end())
            headers.push_back(header);
        else
            known->value = header.value;
    }
}

/// A script may check a digest of the body in a header that no setting names: one that a stored secret gives is made
/// again with its throw-away value.
void resignDigests(http::Headers& headers, const QByteArray& before, const QByteArray& after, QByteArrayView secret,
                   QByteArrayView by)
{
    const std::array oldParts{QByteArrayView(before)};
    const std::array newParts{QByteArrayView(after)};
    for (const signing::Hash hash : {signing::Hash::Sha1, signing::Hash::Sha256, signing::Hash::Sha512}) {
        const QByteArray old = signing::hmac(hash, secret, oldParts);
        const QByteArray fresh = signing::hmac(hash, by, newParts);
        for (http::Header& header : headers) {
            header.value.replace(old.toHex(), fresh.toHex());
            header.value.replace(old.toHex().toUpper(), fresh.toHex().toUpper());
            header.value.replace(old.toBase64(), fresh.toBase64());
        }
    }
}

Error notThere(const QString& place)
{
    return {ErrorCode::InvalidArgument, {QStringLiteral("mask"), place, QStringLiteral("a place that the event has")}};
}

/// A masked text stands in for itself wherever else it is in the body: an address is often there twice.
void maskEqual(json::Value& value, const QString& text, const json::Value& by)
{
    if (value.isString() && value.toString() == text) {
        value = by;
    } else if (value.isArray()) {
        for (json::Value& element : value.array())
            maskEqual(element, text, by);
    } else if (value.isObject()) {
        for (auto& [name, member] : value.object())
            maskEqual(member, text, by);
    }
}

Result<void> mask(http::Message& message, const QStringList& places)
{
    std::optional<json::Value> body;
    for (const QString& place : places) {
        const auto path = mapping::Path::parse(place);
        if (!path) {
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("mask"), place, QStringLiteral("a path such as body.data.email")}};
        }
        if (path->root() == mapping::PathRoot::Headers && path->steps().size() == 1) {
            const QByteArray name = std::get<QString>(path->steps().front()).toUtf8();
            if (!message.headers.contains(name))
                return notThere(place);
            for (http::Header& header : message.headers) {
                if (http::headlines::sameName(header.name, name))
                    header.value = "masked";
            }
            continue;
        }
        if (path->root() != mapping::PathRoot::Body)
            return notThere(place);
        if (!body) {
            auto parsed = json::parse(message.body);
            if (!parsed)
                return Error{ErrorCode::NotSupported,
                             {QStringLiteral("masking a place of a body that is no JSON"), QStringLiteral("sample")}};
            body = std::move(*parsed);
        }
        json::Value* at = memberAt(*body, path->steps());
        if (!at)
            return notThere(place);
        const json::Value old = *at;
        *at = madeUp(old);
        if (old.isString() && old.toString().size() >= shortestReplaced)
            maskEqual(*body, old.toString(), *at);
    }
    if (body)
        message.body = json::write(*body);
    return {};
}

} // namespace

Result<Expectation> readExpectation(QByteArrayView text, const QString& file)
{
    const auto parsed = json::parse(text);
    if (!parsed)
        return parsed.error().at(file, parsed.error().line, parsed.error().column);
    const auto wrong = [&](const char* what) {
        return Error{ErrorCode::ParseError, {QString::fromLatin1(what)}}.at(file, 0, 0);
    };
    if (!parsed->isObject())
        return wrong("it is no object");
    const qint64 format = (*parsed)[u"format"].toInteger();
    if (format > Expectation::currentFormat)
        return Error{ErrorCode::WorkspaceTooNew,
                     {file, QString::number(format), QString::number(Expectation::currentFormat)}};
    Expectation expectation;
    const auto at = parseTimestamp((*parsed)[u"receivedAt"].toString());
    if (!at)
        return wrong("receivedAt is no time");
    expectation.receivedAt = *at;
    expectation.environment = (*parsed)[u"environment"].toString();
    for (const json::Value& path : (*parsed)[u"ignore"].toArray())
        expectation.ignore.append(path.toString());
    expectation.outcome = (*parsed)[u"expect"];
    if (!expectation.outcome.isObject())
        return wrong("expect is no object");
    const QStringList known{QStringLiteral("format"), QStringLiteral("receivedAt"), QStringLiteral("environment"),
                            QStringLiteral("ignore"), QStringLiteral("expect")};
    for (const auto& [name, value] : parsed->toObject()) {
        if (!known.contains(name))
            expectation.extra.append(name, value);
    }
    return expectation;
}

QByteArray writeExpectation(const Expectation& expectation)
{
    json::Array ignore;
    for (const QString& path : expectation.ignore)
        ignore.push_back(path);
    json::Object object{{QStringLiteral("format"), Expectation::currentFormat},
                        {QStringLiteral("receivedAt"), toIso8601(expectation.receivedAt)},
                        {QStringLiteral("environment"), expectation.environment},
                        {QStringLiteral("ignore"), std::move(ignore)},
                        {QStringLiteral("expect"), expectation.outcome}};
    for (const auto& [name, value] : expectation.extra)
        object.append(name, value);
    return json::write(object, json::Style::Indented);
}

json::Value outcomeJson(const Run& run)
{
    json::Array actions;
    for (const Action& action : run.actions) {
        const bool skipped = action.status == ActionStatus::Skipped;
        actions.push_back(json::Object{{QStringLiteral("action"), action.kind},
                                       {QStringLiteral("status"), skipped ? "skipped" : "planned"},
                                       {QStringLiteral("reason"), textOrNull(action.reason)},
                                       {QStringLiteral("payload"), action.payload}});
    }
    const auto& error = run.script.error;
    json::Value body = QString::fromUtf8(run.answer.body);
    if (auto parsed = json::parse(run.answer.body))
        body = std::move(*parsed);
    return json::Object{
        {QStringLiteral("status"), toString(run.status)},
        {QStringLiteral("reason"), textOrNull(run.statusReason)},
        {QStringLiteral("verification"), json::Object{{QStringLiteral("status"), toString(run.verification.status)},
                                                      {QStringLiteral("reason"), textOrNull(run.verification.reason)}}},
        {QStringLiteral("error"), error ? json::Value(json::Object{{QStringLiteral("name"), error->name},
                                                                   {QStringLiteral("message"), error->message}})
                                        : json::Value(nullptr)},
        {QStringLiteral("eventType"), run.eventType},
        {QStringLiteral("timestamp"), run.timestamp ? json::Value(toIso8601(*run.timestamp)) : json::Value(nullptr)},
        {QStringLiteral("idempotencyKey"), textOrNull(run.idempotency.key)},
        {QStringLiteral("preprocess"),
         run.script.preprocess.isUndefined() ? json::Value(json::Object()) : run.script.preprocess},
        {QStringLiteral("actions"), std::move(actions)},
        {QStringLiteral("response"),
         json::Object{{QStringLiteral("status"), run.answer.status}, {QStringLiteral("body"), std::move(body)}}},
    };
}

EnvironmentRuntimePtr testEnvironment(const workspace::Workspace& workspace, const workspace::Environment& environment,
                                      const workspace::Source& source)
{
    auto runtime = std::make_shared<EnvironmentRuntime>();
    runtime->name = environment.name;
    runtime->destination = environment.destination;
    runtime->vars = environment.vars;
    const auto scheme = signing::resolve(source.signing);
    const bool decoded = scheme && scheme->keyForm == signing::KeyForm::StandardBase64;
    auto variables = std::make_shared<std::vector<script::ScriptVariable>>();
    for (const auto& [name, value] : runtime->vars)
        variables->push_back({name, SecretString(value.toString().toUtf8()), false});
    QStringList names = workspace.secretNames(environment.name);
    for (const QString& name : source.signing.secrets) {
        if (!names.contains(name))
            names.append(name);
    }
    for (const QString& name : std::as_const(names)) {
        const QByteArray seed = "headwater throw-away value of " + name.toUtf8();
        const QByteArray digest = signing::sha256(seed);
        const bool signs = decoded && source.signing.secrets.contains(name);
        const QByteArray text =
            signs ? QByteArray("whsec_" + digest.toBase64()) : QByteArray("throw-away-" + digest.toHex().left(32));
        const SecretString value(text);
        runtime->secrets.push_back({name, value});
        variables->push_back({name, value, true});
    }
    runtime->scriptVariables = std::move(variables);
    return runtime;
}

Event testEvent(const workspace::Source& source, const Expectation& expectation, http::Message request)
{
    Event event;
    // The default answer tells the id: the same each time.
    event.id = QStringLiteral("hw_00000000000000000000000000");
    event.source = source.key;
    event.environment = expectation.environment;
    event.receivedAt = expectation.receivedAt;
    event.request = std::move(request);
    return event;
}

Result<http::Message> maskedRequest(const Event& event, const Run& run, const SourceRuntime& source,
                                    const EnvironmentRuntime& real, const EnvironmentRuntime& test,
                                    const QStringList& masks)
{
    http::Message message = event.request;
    message.rawHead.clear();
    message.trailers.clear();
    message.remote.clear();
    const QByteArray before = message.body;
    for (const signing::NamedSecret& secret : real.secrets) {
        const SecretString* by = test.secret(secret.name);
        if (by && secret.value.size() >= shortestReplaced)
            replaceIn(message, secret.value.view(), by->view().toByteArray());
    }
    if (const auto masked = mask(message, masks); !masked)
        return masked.error();
    // A chunked body stands in a file without its framing, a masked one has another length.
    std::erase_if(message.headers, [](const http::Header& header) {
        return http::headlines::sameName(header.name, "Transfer-Encoding");
    });
    if (message.headers.contains("Content-Length"))
        setHeaders(message.headers, {{"Content-Length", QByteArray::number(message.body.size())}});

    http::Headers signature;
    const std::vector<signing::NamedSecret> signers = test.signingSecrets(source.settings);
    const bool signs = source.settings.signing.scheme != QLatin1String("none") && !signers.empty();
    if (run.verification.status == VerificationStatus::Verified) {
        for (const signing::NamedSecret& secret : real.secrets) {
            if (const SecretString* by = test.secret(secret.name))
                resignDigests(message.headers, before, message.body, secret.value.view(), by->view());
        }
        if (signs) {
            const signing::Request toSign{message.headers, message.body, message.method, message.target, {}};
            auto fresh = signing::sign(source.settings.signing, toSign, signers.front(), event.receivedAt);
            if (!fresh)
                return fresh.error();
            signature = std::move(*fresh);
        }
    }
    for (http::Header& header : message.headers) {
        const auto isCredential = [&](const char* name) { return http::headlines::sameName(header.name, name); };
        if (std::any_of(credentialHeaders.begin(), credentialHeaders.end(), isCredential) &&
            !header.value.contains("throw-away-"))
            header.value = "masked";
    }
    setHeaders(message.headers, signature);
    return message;
}

QString sampleName(const QString& eventType, const QStringList& taken)
{
    QString base;
    for (const QChar c : eventType.left(100))
        base += c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_' ? c : QChar(u'-');
    while (base.startsWith(u'.'))
        base.remove(0, 1);
    if (base.isEmpty())
        base = QStringLiteral("sample");
    QString name = base;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1-%2").arg(base).arg(number);
    return name;
}

} // namespace hw::engine
