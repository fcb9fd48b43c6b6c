#include "app/cli/enginehost.h"
#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/engine/explaining.h"
#include "core/engine/route.h"
#include "core/http/capturefile.h"
#include "core/http/httpfile.h"
#include "core/record/recordjson.h"
#include "core/signing/schemes.h"
#include "core/store/reader.h"
#include "ui/models/diagnosistext.h"

#include <QFile>

#include <algorithm>

namespace hw::cli {

namespace {

using engine::Explained;
using engine::ExplainRequest;
using signing::Diagnosis;

json::Value findingJson(const signing::Finding& finding)
{
    return json::Object{{QStringLiteral("code"), finding.code},
                        {QStringLiteral("args"), textsJson(finding.args)},
                        {QStringLiteral("text"), models::findingText(finding)}};
}

json::Value findingsJson(const std::vector<signing::Finding>& findings)
{
    json::Array list;
    for (const signing::Finding& finding : findings)
        list.push_back(findingJson(finding));
    return list;
}

json::Value fixesJson(const std::vector<signing::Fix>& fixes)
{
    json::Array list;
    for (const signing::Fix& fix : fixes) {
        json::Object settings;
        for (const auto& [member, value] : fix.settings)
            settings.append(member, value);
        list.push_back(json::Object{
            {QStringLiteral("id"), fix.id},
            {QStringLiteral("text"), models::fixText(fix)},
            {QStringLiteral("settings"), settings},
            {QStringLiteral("script"), fix.script.isEmpty() ? json::Value(nullptr) : QString::fromUtf8(fix.script)},
            {QStringLiteral("refused"), fix.refused.isEmpty() ? json::Value(nullptr) : json::Value(fix.refused)}});
    }
    return list;
}

QString roleName(signing::DigestRow::Role role)
{
    switch (role) {
    case signing::DigestRow::Role::Expected: return QStringLiteral("expected");
    case signing::DigestRow::Role::Received: return QStringLiteral("received");
    case signing::DigestRow::Role::Matching: return QStringLiteral("matching");
    }
    return {};
}

json::Value proofJson(const signing::Proof& proof)
{
    json::Array header;
    for (const signing::HeaderPart& part : proof.header)
        header.push_back(json::Object{{QStringLiteral("header"), part.header},
                                      {QStringLiteral("key"), part.key},
                                      {QStringLiteral("value"), part.value},
                                      {QStringLiteral("meaning"), part.meaning}});
    json::Array content;
    for (const signing::ContentPart& part : proof.content)
        content.push_back(json::Object{{QStringLiteral("part"), part.meaning},
                                       {QStringLiteral("text"), QString::fromUtf8(part.bytes)},
                                       {QStringLiteral("size"), part.size}});
    json::Array digests;
    for (const signing::DigestRow& row : proof.digests)
        digests.push_back(json::Object{{QStringLiteral("role"), roleName(row.role)},
                                       {QStringLiteral("label"), row.label},
                                       {QStringLiteral("digest"), row.text},
                                       {QStringLiteral("matches"), row.matches}});
    return json::Object{{QStringLiteral("algorithm"), proof.algorithm},
                        {QStringLiteral("encoding"), proof.encoding},
                        {QStringLiteral("header"), header},
                        {QStringLiteral("signedContent"), content},
                        {QStringLiteral("digests"), digests}};
}

json::Value explainedJson(const Explained& explained)
{
    const Diagnosis& diagnosis = explained.diagnosis;
    json::Array tried;
    for (const signing::Attempt& attempt : diagnosis.tried)
        tried.push_back(json::Object{{QStringLiteral("hypothesis"), attempt.hypothesis.code},
                                     {QStringLiteral("args"), textsJson(attempt.hypothesis.args)},
                                     {QStringLiteral("text"), models::attemptText(attempt.hypothesis)},
                                     {QStringLiteral("matched"), attempt.matched}});
    const json::Object inner{{QStringLiteral("cause"), diagnosis.cause.code},
                             {QStringLiteral("args"), textsJson(diagnosis.cause.args)},
                             {QStringLiteral("text"), models::diagnosisText(diagnosis)},
                             {QStringLiteral("also"), findingsJson(diagnosis.also)},
                             {QStringLiteral("hints"), findingsJson(diagnosis.hints)},
                             {QStringLiteral("secret"), diagnosis.matchedSecret.isEmpty()
                                                            ? json::Value(nullptr)
                                                            : json::Value(diagnosis.matchedSecret)},
                             {QStringLiteral("tried"), tried},
                             {QStringLiteral("complete"), diagnosis.complete},
                             {QStringLiteral("fixes"), fixesJson(diagnosis.fixes)},
                             {QStringLiteral("alsoFixed"), static_cast<int>(explained.alsoFixed.size())}};
    return json::Object{{QStringLiteral("verification"), toJson(diagnosis.verification)},
                        {QStringLiteral("diagnosis"), inner},
                        {QStringLiteral("proof"), proofJson(diagnosis.proof)}};
}

QString shortened(const QString& text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1) + u'…';
}

void sayExplained(const Context& context, const Explained& explained)
{
    const Diagnosis& diagnosis = explained.diagnosis;
    context.say(models::diagnosisText(diagnosis));
    context.say({});
    std::vector<QStringList> checks;
    for (const Check& check : diagnosis.verification.checks)
        checks.push_back({!check.ok   ? QStringLiteral("-")
                          : *check.ok ? QStringLiteral("✓")
                                      : QStringLiteral("✗"),
                          check.id, check.detail});
    context.table({QString(), QStringLiteral("CHECK"), QStringLiteral("DETAIL")}, checks);
    const signing::Proof& proof = diagnosis.proof;
    if (!proof.header.empty()) {
        std::vector<QStringList> parts;
        for (const signing::HeaderPart& part : proof.header)
            parts.push_back({part.header, part.key, part.meaning, shortened(part.value, 72)});
        context.say(QStringLiteral("\n1. Signature header"));
        context.table(
            {QStringLiteral("HEADER"), QStringLiteral("PART"), QStringLiteral("MEANING"), QStringLiteral("VALUE")},
            parts);
        std::vector<QStringList> content;
        for (const signing::ContentPart& part : proof.content)
            content.push_back({part.meaning, QString::number(part.size),
                               shortened(QString::fromUtf8(part.bytes).replace(u'\n', u'⏎'), 72)});
        context.say(QStringLiteral("\n2. Signed content"));
        context.table({QStringLiteral("PART"), QStringLiteral("BYTES"), QStringLiteral("CONTENT")}, content);
        std::vector<QStringList> digests;
        for (const signing::DigestRow& row : proof.digests)
            digests.push_back({roleName(row.role), row.label, row.text});
        context.say(QStringLiteral("\n3. Digest: %1 of that content").arg(proof.algorithm));
        context.table({QString(), QStringLiteral("OF"), QStringLiteral("DIGEST")}, digests);
    }
    if (!diagnosis.tried.empty()) {
        std::vector<QStringList> tried;
        for (const signing::Attempt& attempt : diagnosis.tried)
            tried.push_back(
                {attempt.matched ? QStringLiteral("✓") : QStringLiteral("-"), models::attemptText(attempt.hypothesis)});
        context.say(QString());
        context.table({QString(), QStringLiteral("TRIED")}, tried);
    }
    for (const signing::Fix& fix : diagnosis.fixes)
        context.say(QStringLiteral("\nFix %1: %2").arg(fix.id, models::fixText(fix)));
    if (!diagnosis.fixes.empty() && !explained.source.isEmpty()) {
        if (!explained.alsoFixed.empty())
            context.say(
                QStringLiteral("Also fixes %1 other failed events of this source.").arg(explained.alsoFixed.size()));
        context.hint(QStringLiteral("Apply a fix with --apply FIX, or all with --apply all."));
    }
}

/// A raw request, or another form in which people keep one.
Result<http::Message> readMessage(const QString& file)
{
    QByteArray bytes;
    if (file == QLatin1String("-")) {
        bytes = Context::standardInput(Context::Input::Exact);
    } else {
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly))
            return Error{ErrorCode::IoError, {file, in.errorString()}};
        bytes = in.readAll();
    }
    if (http::captureFormOf(bytes) == http::CaptureForm::Curl) {
        auto captures = http::readCaptures(bytes);
        return captures ? Result<http::Message>(captures->front()) : captures.error();
    }
    auto message = http::httpfile::parse(bytes);
    if (message)
        return message;
    const Error fault = requestFault(message.error());
    return file == QLatin1String("-") ? fault : Error(fault).at(file, fault.line, fault.column);
}

bool isFile(const QString& what)
{
    return what == QLatin1String("-") || QFile::exists(what);
}

/// A bare scheme and its secret: no workspace is needed.
int explainScheme(const Context& context, const Arguments& arguments)
{
    const QString scheme = arguments.value(u"scheme");
    if (!signing::isKnownScheme(scheme)) {
        return context.failUsage(QStringLiteral("There is no signature scheme \"%1\". Schemes: %2")
                                     .arg(scheme, signing::schemeNames().join(QStringLiteral(", "))));
    }
    if (!arguments.has(u"secret-stdin"))
        return context.failUsage(QStringLiteral("--scheme needs the secret on standard input: --secret-stdin"));
    const QString what = arguments.positional.first();
    if (what == QLatin1String("-"))
        return context.failUsage(QStringLiteral("Standard input has the secret: give the request as a file."));
    if (!isFile(what))
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("file"), what}});
    const auto message = readMessage(what);
    if (!message)
        return context.fail(message.error());
    auto secret = readSecret(context, QStringLiteral("the signing secret"));
    if (!secret)
        return context.fail(secret.error());
    for (const signing::SecretProblem& problem : signing::lintSecret(scheme, *secret))
        context.hint(QStringLiteral("Check the secret: %1").arg(problem.text));

    signing::Config config;
    config.scheme = scheme;
    config.secrets = {QStringLiteral("SECRET")};
    for (const signing::TextOption& option : signing::textOptions())
        config.*option.member = arguments.value(QString::fromLatin1(option.name));
    if (const auto resolved = signing::resolve(config); !resolved)
        return context.fail(resolved.error());
    signing::KnownSecret known;
    known.name = config.secrets.front();
    known.value = std::move(*secret);
    const signing::Suspect suspect{
        config,  {message->headers, message->body, message->method, message->target, arguments.value(u"url")},
        {known}, {},
        {},      context.clock()->now()};
    Explained explained;
    explained.diagnosis = signing::explain(suspect);
    document(context, explainedJson(explained));
    sayExplained(context, explained);
    return explained.diagnosis.verification.status == VerificationStatus::Verified ? exitDone : exitFailed;
}

/// A captured event by its id, or a request from a file, for one of the sources.
Result<ExplainRequest> requestOf(const Context& context, const workspace::Workspace& workspace,
                                 const Arguments& arguments)
{
    ExplainRequest request;
    request.source = arguments.value(u"source");
    request.environment = context.globals().environment;
    request.url = arguments.value(u"url");
    request.now = context.clock()->now();
    const QString what = arguments.positional.first();
    if (isFile(what)) {
        auto message = readMessage(what);
        if (!message)
            return message.error();
        request.event.request = std::move(*message);
        if (const auto route = engine::parseRoute(request.event.request.path())) {
            const workspace::SourceState* state = workspace.sourceAt(route->source);
            if (request.source.isEmpty())
                request.source = state ? state->key() : route->source;
            if (request.environment.isEmpty())
                request.environment = route->environment;
        }
    } else if (what.contains(u'/') || what.contains(u'.')) { // no id has these
        return Error{ErrorCode::IoError, {what, QStringLiteral("no such file")}};
    } else {
        auto reader = store::Reader::open(workspace.databasePath());
        if (!reader)
            return reader.error();
        auto stored = findEvent(*reader, what);
        if (!stored)
            return stored.error();
        request.event = std::move(stored->event);
        if (stored->run)
            request.recorded = stored->run->verification;
        if (!context.globals().now)
            request.now = request.event.receivedAt;
        if (request.source.isEmpty())
            request.source = request.event.source;
    }
    return request;
}

QStringList wantedFixes(const Arguments& arguments, const Diagnosis& diagnosis)
{
    QStringList ids = arguments.values(u"apply");
    if (!ids.contains(QStringLiteral("all")))
        return ids;
    ids.clear();
    for (const signing::Fix& fix : diagnosis.fixes) {
        if (fix.refused.isEmpty())
            ids.append(fix.id);
    }
    return ids;
}

/// How what was done is taken back by hand.
void hintUndo(const Context& context, const engine::AppliedFix& applied)
{
    const auto hintSet = [&](const QString& member, const QString& value) {
        context.hint(QStringLiteral("Undo: headwater-cli source set %1 signing.%2=%3")
                         .arg(applied.source, member, value.isEmpty() ? QStringLiteral("null") : value));
    };
    const signing::Config& before = applied.before.signing;
    const signing::Config& after = applied.after.signing;
    if (before.secrets != after.secrets)
        hintSet(QStringLiteral("secrets"), before.secrets.join(u','));
    if (before.scheme != after.scheme)
        hintSet(QStringLiteral("scheme"), before.scheme);
    if (before.toleranceSeconds != after.toleranceSeconds)
        hintSet(QStringLiteral("toleranceSeconds"),
                before.toleranceSeconds ? QString::number(*before.toleranceSeconds) : QString());
    for (const signing::TextOption& option : signing::textOptions()) {
        if (before.*option.member != after.*option.member)
            hintSet(QString::fromLatin1(option.name), before.*option.member);
    }
    if (applied.scriptBefore)
        context.hint(
            QStringLiteral("The script of %1 was changed; the one before is among its versions.").arg(applied.source));
    for (const auto& [environment, name] : applied.storedSecrets)
        context.hint(QStringLiteral("Undo: headwater-cli secret remove %1 --environment %2").arg(name, environment));
}

int explainSource(const Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    auto request = requestOf(context, workspace, arguments);
    if (!request)
        return context.fail(request.error());
    if (request->source.isEmpty())
        return context.failUsage(
            QStringLiteral("verify explain needs the source: --source K, or --scheme S --secret-stdin"));
    const auto secrets = secretStore(workspace);
    const auto load = [&](const QString& environment, const QStringList& names) {
        return secrets->load(environment, names);
    };
    auto evidence = engine::gather(workspace, load, *request);
    if (!evidence)
        return context.fail(evidence.error());
    Explained explained = engine::explain(*evidence);
    const QStringList ids = wantedFixes(arguments, explained.diagnosis);
    for (const signing::Fix& fix : explained.diagnosis.fixes) {
        if (ids.contains(fix.id) && !fix.refused.isEmpty()) {
            return context.failUsage(
                QStringLiteral("%1: refused, since there anybody could send a captured request again. Let the provider "
                               "send it anew, or process it: headwater-cli process %2")
                    .arg(models::fixText(fix), arguments.positional.first()));
        }
    }
    if (!ids.isEmpty()) {
        const auto applied = engine::applyFixes(**files, *secrets, *evidence, explained.diagnosis, ids);
        if (!applied)
            return context.fail(applied.error());
        for (const QString& id : applied->fixes)
            context.hint(QStringLiteral("Applied %1").arg(id));
        hintUndo(context, *applied);
        evidence = engine::gather((*files)->workspace(), load, *request);
        if (!evidence)
            return context.fail(evidence.error());
        explained = engine::explain(*evidence);
    }
    if (explained.secretError)
        context.hint(context.textOf(*explained.secretError));
    document(context, explainedJson(explained));
    sayExplained(context, explained);
    return explained.diagnosis.verification.status == VerificationStatus::Verified ? exitDone : exitFailed;
}

int explain(Context& context, const Arguments& arguments)
{
    const bool bare = arguments.has(u"scheme");
    if (bare && arguments.has(u"source"))
        return context.failUsage(QStringLiteral("Give either --source or --scheme."));
    if (bare && arguments.has(u"apply"))
        return context.failUsage(QStringLiteral("A fix is applied to a source: give --source, not --scheme."));
    return bare ? explainScheme(context, arguments) : explainSource(context, arguments);
}

} // namespace

std::vector<Command> verifyCommands()
{
    const auto text = QStringLiteral("TEXT");
    std::vector<Option> options{
        {QStringLiteral("source"), QStringLiteral("K"),
         QStringLiteral("whose settings and secrets apply (default: the event's, or that of the request's path)")},
        {QStringLiteral("scheme"), QStringLiteral("S"), QStringLiteral("a bare scheme, without a workspace")},
        {QStringLiteral("secret-stdin"), {}, QStringLiteral("with --scheme: read the secret from standard input")},
        {QStringLiteral("url"), QStringLiteral("U"), QStringLiteral("the URL that the sender used")},
        {QStringLiteral("apply"), QStringLiteral("FIX"),
         QStringLiteral("carry a fix out and explain again; may be given several times; all = all of them")}};
    for (const signing::TextOption& option : signing::textOptions())
        options.push_back({QString::fromLatin1(option.name), text,
                           QStringLiteral("with --scheme: its %1, as in source.json").arg(QLatin1String(option.name))});
    return {{{QStringLiteral("verify"), QStringLiteral("explain")},
             QStringLiteral("ID|FILE"),
             QStringLiteral("why a signature verifies or does not, what was tried, and what fixes it"),
             std::move(options),
             1,
             1,
             explain,
             QStringLiteral("Schemes: ") + signing::schemeNames().join(QStringLiteral(", ")) +
                 QStringLiteral("\nExit status: 0 verified, 1 not.")}};
}

} // namespace hw::cli
