#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/catalog/catalog.h"
#include "core/catalog/samples.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/locator.h"
#include "core/mapping/mapping.h"
#include "core/mapping/planner.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace hw;
using namespace hw::catalog;

namespace {

const FixedClock& fixedClock()
{
    static const FixedClock clock(fromMicroseconds(1790000000250000));
    return clock;
}

json::Value parsed(const QByteArray& text)
{
    const auto value = json::parse(text);
    return value ? *value : json::Value();
}

/// A secret of the form that the scheme takes.
signing::NamedSecret secretFor(const QString& scheme)
{
    static const QStringList standard =
        QStringLiteral("clerk posthog resend standard-webhooks supabase-auth svix").split(QLatin1Char(' '));
    const QByteArray key = QByteArray("a made-up secret of 32 bytes ....").toBase64();
    return {QStringLiteral("KEY"), SecretString(standard.contains(scheme) ? "whsec_" + key : key)};
}

/// What stands in for the values of expressions, which take a script host: fitting by the parameter's type.
mapping::ExpressionValues standIns(const mapping::Mapping& mapping)
{
    using mapping::ParameterType;
    mapping::ExpressionValues values;
    const mapping::ActionKind* kind = mapping::findActionKind(mapping.action);
    for (const auto& [name, binding] : mapping.parameters) {
        const mapping::Parameter* parameter = mapping::findParameter(*kind, name);
        if (binding.kind != mapping::Binding::Kind::Expression)
            continue;
        json::Value value("an expression");
        if (parameter && parameter->type == ParameterType::Batch)
            value = json::Object{{QStringLiteral("key"), "post"}, {QStringLiteral("window"), "10m"}};
        else if (parameter && parameter->type == ParameterType::Object)
            value = json::Object{{QStringLiteral("a"), "value"}};
        values.insert(mapping::parameterKey(mapping.id, name), {value, {}});
    }
    return values;
}

/// The suggestion as an entry of mappings.json.
json::Value entryOf(const SuggestedMapping& mapping)
{
    json::Object entry{{QStringLiteral("id"), QStringLiteral("map_test")},
                       {QStringLiteral("eventType"), mapping.eventType},
                       {QStringLiteral("active"), mapping.onByDefault}};
    if (!mapping.when.isUndefined())
        entry.append(QStringLiteral("when"), mapping.when);
    entry.append(QStringLiteral("action"), mapping.action);
    entry.append(QStringLiteral("parameters"), mapping.parameters);
    return entry;
}

/// What in `value` does not follow `rule`; empty where all does. Knows the keywords that the catalogue's schema uses.
QString firstFault(const json::Value& schema, const json::Value& rule, const json::Value& value, const QString& at)
{
    if (const QString ref = rule[u"$ref"].toString(); !ref.isEmpty())
        return firstFault(schema, schema[u"$defs"][ref.section(u'/', -1)], value, at);
    const json::Value& types = rule[u"type"];
    const auto fits = [&](const json::Value& type) {
        return type.toString() == QString::fromLatin1(json::typeName(value.type())) ||
               (type.toString() == QLatin1String("integer") && value.isNumber()) ||
               (type.toString() == QLatin1String("boolean") && value.isBool());
    };
    const bool isAny =
        types.isUndefined() || fits(types) || std::any_of(types.toArray().begin(), types.toArray().end(), fits);
    if (!isAny)
        return at + QStringLiteral(" is a ") + QString::fromLatin1(json::typeName(value.type()));
    const json::Array& choices = rule[u"enum"].toArray();
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value) == choices.end())
        return at + QStringLiteral(" is none of the choices");
    for (const json::Value& name : rule[u"required"].toArray()) {
        if (value.isObject() && value[name.toString()].isUndefined())
            return at + u'.' + name.toString() + QStringLiteral(" is missing");
    }
    for (size_t i = 0; i < value.toArray().size(); ++i) {
        const QString fault = firstFault(schema, rule[u"items"], value.at(i), at + QStringLiteral("[%1]").arg(i));
        if (!fault.isEmpty())
            return fault;
    }
    const json::Value& others = rule[u"additionalProperties"];
    for (const json::Member& member : value.toObject()) {
        const QString place = at + u'.' + member.first;
        const json::Value& own = rule[u"properties"][member.first];
        if (own.isUndefined() && others.isBool() && !others.toBool())
            return place + QStringLiteral(" is not known");
        const QString fault = firstFault(schema, own.isUndefined() ? others : own, member.second, place);
        if (!fault.isEmpty())
            return fault;
    }
    return {};
}

void writeFile(const QString& path, const QByteArray& text)
{
    QVERIFY(files::writeAtomically(path, text).hasValue());
}

} // namespace

class TestCatalog final : public QObject
{
    Q_OBJECT

    Catalog m_catalog = Catalog::load();

    void eachProvider() const
    {
        QTest::addColumn<QString>("key");
        for (const Provider& provider : m_catalog.providers())
            QTest::newRow(provider.key.toUtf8().constData()) << provider.key;
    }

    void eachSample() const
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("type");
        for (const Provider& provider : m_catalog.providers()) {
            for (const Sample& sample : provider.samples)
                QTest::newRow(qPrintable(provider.key + QLatin1Char(' ') + sample.type)) << provider.key << sample.type;
        }
    }

private Q_SLOTS:
    void everythingLoads()
    {
        for (const Error& error : m_catalog.errors())
            qWarning("%s: %s", qPrintable(error.file), qPrintable(error.args.join(QLatin1Char(' '))));
        QVERIFY(m_catalog.errors().empty());
        QStringList keys;
        for (const Provider& provider : m_catalog.providers())
            keys.append(provider.key);
        QVERIFY(keys.contains(QLatin1String("stripe")));
        QCOMPARE(keys.last(), QStringLiteral("custom"));
        QCOMPARE(m_catalog.find(u"nobody"), nullptr);
    }

    void filesAreInTheirStableForm()
    {
        QDirIterator files(QStringLiteral(":/catalog"), {QStringLiteral("*.json")}, QDir::Files,
                           QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            const QString name = files.next();
            const auto bytes = files::read(name);
            QVERIFY(bytes.hasValue());
            const auto value = json::parse(*bytes);
            QVERIFY2(value.hasValue(), qPrintable(name));
            QByteArray expected = json::write(*value, json::Style::Indented);
            // Bodies end where the JSON ends, as their senders do it.
            if (name.count(QLatin1Char('/')) > 2)
                expected.chop(1);
            QVERIFY2(*bytes == expected, qPrintable(name));
            ++seen;
        }
        QVERIFY(seen >= 13);
    }

    void filesFollowTheSchema()
    {
        const json::Value schema = parsed(Catalog::schema());
        QVERIFY(schema.isObject());
        const QDir folder(QStringLiteral(":/catalog"));
        for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            const json::Value document = parsed(files::read(folder.filePath(name)).valueOr({}));
            QCOMPARE(firstFault(schema, schema, document, name), QString());
        }
        QCOMPARE(firstFault(schema, schema, parsed("{\"key\":\"x\",\"name\":\"X\",\"colour\":1}"), {}),
                 QStringLiteral(".colour is not known"));
    }

    void providersAreComplete_data() { eachProvider(); }

    void providersAreComplete()
    {
        QFETCH(QString, key);
        const Provider& provider = *m_catalog.find(key);
        for (const QString& text :
             {provider.name, provider.description, provider.category, provider.secret.label, provider.secret.help,
              provider.secret.where, provider.paths.eventType, provider.delivery.retries, provider.delivery.success})
            QVERIFY(!text.isEmpty());
        QCOMPARE(provider.letter.size(), 1);
        QVERIFY(signing::isKnownScheme(provider.signing.scheme));
        QVERIFY(provider.signing.secrets.isEmpty());
        QVERIFY(!provider.setup.dashboard.empty());
        QVERIFY(!provider.setup.tunnel.empty());
        QVERIFY(!provider.samples.empty());
        QVERIFY(!provider.mappings.empty());
        for (const QString& path : {provider.paths.eventType, provider.paths.idempotency, provider.paths.timestamp}) {
            if (!path.isEmpty())
                QVERIFY2(mapping::Locator::parse(path).hasValue(), qPrintable(path));
        }
        QVERIFY(provider.paths.split.isEmpty() || mapping::Path::parse(provider.paths.split));
        for (const auto* steps : {&provider.setup.dashboard, &provider.setup.cli, &provider.setup.tunnel}) {
            for (const SetupStep& step : *steps)
                QVERIFY2(step.text.endsWith(QLatin1Char('.')) || step.text.contains(QLatin1String(". ")) ||
                             step.text.endsWith(QLatin1Char('?')),
                         qPrintable(step.text));
        }
        // Whoever follows the steps in order has stored the secret and given the URL.
        const auto has = [&](const auto& wanted) {
            return std::any_of(provider.setup.dashboard.begin(), provider.setup.dashboard.end(), wanted);
        };
        QVERIFY(has([](const SetupStep& step) { return step.asksSecret; }));
        QVERIFY(has([](const SetupStep& step) { return step.code.contains(QLatin1String("{{url}}")); }));
        for (const SigningChoice& choice : provider.signingChoices) {
            QVERIFY(!choice.description.isEmpty() && !choice.secret.label.isEmpty());
            QVERIFY(signing::isKnownScheme(choice.signing.scheme));
            QCOMPARE(provider.findSigningChoice(choice.key), &choice);
        }
    }

    void eventTypes_data() { eachProvider(); }

    void eventTypes()
    {
        QFETCH(QString, key);
        const Provider& provider = *m_catalog.find(key);
        std::set<QString> names;
        for (const EventType& type : provider.eventTypes) {
            QVERIFY2(names.insert(type.name).second, qPrintable(type.name));
            QVERIFY2(type.description.endsWith(QLatin1Char('.')), qPrintable(type.name));
            QVERIFY(!type.family.isEmpty());
            QCOMPARE(provider.findEventType(type.name), &type);
        }
        for (const TypeAlias& alias : provider.aliases) {
            QVERIFY2(names.contains(alias.type), qPrintable(alias.type));
            QVERIFY2(!names.contains(alias.alias), qPrintable(alias.alias));
            QCOMPARE(provider.canonicalType(alias.alias), alias.type);
        }
        for (const Sample& sample : provider.samples)
            QVERIFY2(names.empty() || names.contains(sample.type), qPrintable(sample.type));
    }

    void allOfStripe()
    {
        const Provider& stripe = *m_catalog.find(u"stripe");
        QCOMPARE(stripe.eventTypes.size(), size_t(265));
        QCOMPARE(stripe.canonicalType(QStringLiteral("customer.subscription.cancelled")),
                 QStringLiteral("customer.subscription.deleted"));
        QCOMPARE(stripe.canonicalType(QStringLiteral("customer.subscription.create")),
                 QStringLiteral("customer.subscription.created"));
        QCOMPARE(stripe.canonicalType(QStringLiteral("no.alias")), QStringLiteral("no.alias"));
        QCOMPARE(stripe.findEventType(u"issuing_authorization.request")->family, QStringLiteral("Issuing"));
    }

    void suggestedMappings_data() { eachProvider(); }

    void suggestedMappings()
    {
        QFETCH(QString, key);
        const Provider& provider = *m_catalog.find(key);
        for (const SuggestedMapping& suggested : provider.mappings) {
            const QByteArray title = suggested.title.toUtf8();
            const auto mapping = mapping::mappingFromJson(entryOf(suggested), QStringLiteral("mapping"),
                                                          [] { return QStringLiteral("map_test"); });
            QVERIFY2(mapping.hasValue(), title.constData());
            for (const mapping::Problem& problem : mapping::validate({*mapping}))
                QFAIL(qPrintable(suggested.title + QLatin1String(": ") + problem.code + QLatin1Char(' ') +
                                 problem.where));

            const auto meant = [&](const QString& type) {
                return mapping::eventTypeMatches(suggested.eventType, type);
            };
            if (!provider.eventTypes.empty())
                QVERIFY2(std::any_of(provider.eventTypes.begin(), provider.eventTypes.end(),
                                     [&](const EventType& type) { return meant(type.name); }),
                         title.constData());
            // Each suggestion can be tried before the first event: a sample of its type has what it needs.
            QStringList outcomes;
            for (const Sample& sample : provider.samples) {
                if (!meant(sample.type))
                    continue;
                const auto body = sampleBody(provider, sample.type, fixedClock());
                QVERIFY(body.hasValue());
                const json::Value value = parsed(*body);
                const http::Headers headers = sampleHeaders(provider, sample.type, fixedClock());
                const json::Value preprocess;
                const mapping::Scope scope{value, headers, preprocess, {}};
                mapping::Mapping active = *mapping;
                active.active = true;
                const auto actions =
                    mapping::plan({sample.type, scope, {active}, QStringLiteral("development"), standIns(active)},
                                  [] { return QStringLiteral("act_test"); });
                QCOMPARE(actions.size(), size_t(1));
                const bool isWhole = actions.front().payload.toObject().size() == mapping->parameters.size();
                outcomes.append(isWhole ? toString(actions.front().status) : actions.front().reason);
            }
            QVERIFY2(outcomes.contains(QLatin1String("planned")), qPrintable(suggested.title + outcomes.join(u' ')));
            const auto twins =
                std::count_if(provider.mappings.begin(), provider.mappings.end(),
                              [&](const SuggestedMapping& other) { return other.title == suggested.title; });
            QVERIFY2(twins == 1, title.constData());
        }
    }

    void samplesParseSignAndVerify_data() { eachSample(); }

    void samplesParseSignAndVerify()
    {
        QFETCH(QString, key);
        QFETCH(QString, type);
        const Provider& provider = *m_catalog.find(key);
        const Sample& sample = *provider.findSample(type);
        QStringList shapes{QString()};
        for (const SampleShape& shape : sample.shapes)
            shapes.append(shape.name);
        for (const QString& shape : std::as_const(shapes)) {
            const auto body = sampleBody(provider, type, fixedClock(), shape);
            QVERIFY(body.hasValue());
            QVERIFY2(!body->contains("{{"), body->constData());
            const auto value = json::parse(*body);
            QVERIFY(value.hasValue());
            http::Headers headers = sampleHeaders(provider, type, fixedClock());
            QVERIFY(headers.contains("content-type"));
            const json::Value preprocess;
            const bool isBatch = !provider.paths.split.isEmpty() && value->isArray();
            const json::Value& element = isBatch ? value->at(0) : *value;
            const mapping::Scope scope{element, headers, preprocess, {}};
            QCOMPARE(mapping::Locator::parse(provider.paths.eventType)->evaluate(scope).toString(), type);

            signing::Config config = provider.signing;
            const signing::NamedSecret secret = secretFor(config.scheme);
            config.secrets = {secret.name};
            QVERIFY(signing::lintSecret(config.scheme, secret.value).empty());
            const signing::Request unsignedRequest{headers, *body, "POST", "/s/test"};
            const auto added = signing::sign(config, unsignedRequest, secret, fixedClock().now());
            QVERIFY(added.hasValue());
            headers.insert(headers.end(), added->begin(), added->end());
            const auto result = signing::verify(config, signing::Request{headers, *body, "POST", "/s/test"}, {secret},
                                                fixedClock().now());
            QCOMPARE(toString(result.status), QStringLiteral("verified"));
            const Provider* recognised = m_catalog.recognise(headers, *body);
            QVERIFY(recognised);
            QCOMPARE(recognised->key, provider.key);
        }
    }

    void namedTypesOfProviders()
    {
        const auto count = [&](QStringView key) { return m_catalog.find(key)->eventTypes.size(); };
        QCOMPARE(count(u"workos"), size_t(112));
        QVERIFY(count(u"clerk") >= 45);
        const Provider& clerk = *m_catalog.find(u"clerk");
        QCOMPARE(clerk.canonicalType(QStringLiteral("org.created")), QStringLiteral("organization.created"));
    }

    void anyTableHasTypesAndSamples()
    {
        const Provider& supabase = *m_catalog.find(u"supabase");
        const auto types = supabase.makeTypes(QStringLiteral("shop.order items"));
        QVERIFY(types.hasValue());
        const QStringList expected{QStringLiteral("shop.order items:INSERT"), QStringLiteral("shop.order items:UPDATE"),
                                   QStringLiteral("shop.order items:DELETE")};
        QCOMPARE(*types, expected);
        for (const QString& type : expected) {
            const auto body = sampleBody(supabase, type, fixedClock());
            QVERIFY(body.hasValue());
            QVERIFY2(body->startsWith("{\"type\": \"") && body->contains("\"table\": \"order items\""),
                     body->constData());
            const json::Value value = parsed(*body);
            const http::Headers headers;
            const json::Value preprocess;
            const mapping::Scope scope{value, headers, preprocess, {}};
            QCOMPARE(mapping::Locator::parse(supabase.paths.eventType)->evaluate(scope).toString(), type);
        }
        QCOMPARE(supabase.makeTypes(QStringLiteral("orders")).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(supabase.makeTypes(QStringLiteral("a.b:INSERT")).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(m_catalog.find(u"stripe")->makeTypes(QStringLiteral("a.b")).error().code, ErrorCode::NotSupported);
        QVERIFY(!supabase.findSample(u"public.orders:TRUNCATE"));
    }

    void partsOfTypes_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("parts"); ///< "name=value …", sorted; "-" = does not fit
        QTest::newRow("whole") << "{{event}}"
                               << "order completed" << QByteArray("event=order completed");
        QTest::newRow("quoted") << "{{event}}"
                                << "say \"hi\"" << QByteArray("event=say \\\"hi\\\"");
        QTest::newRow("empty") << "{{event}}"
                               << "" << QByteArray("-");
        QTest::newRow("parts") << "{{a}}.{{b}}:X"
                               << "p.q:X" << QByteArray("a=p b=q");
        QTest::newRow("points in the last") << "{{a}}.{{b}}:X"
                                            << "p.q.r:X" << QByteArray("a=p b=q.r");
        QTest::newRow("other end") << "{{a}}.{{b}}:X"
                                   << "p.q:Y" << QByteArray("-");
        QTest::newRow("no part") << "{{a}}.{{b}}:X"
                                 << ".q:X" << QByteArray("-");
        QTest::newRow("fixed") << "track/{{a}}"
                               << "page/x" << QByteArray("-");
        QTest::newRow("open") << "{{a"
                              << "x" << QByteArray("-");
    }

    void partsOfTypes()
    {
        QFETCH(QString, form);
        QFETCH(QString, type);
        QFETCH(QByteArray, parts);
        const auto found = partsOf(form, type);
        QByteArrayList texts;
        for (auto it = found ? found->constBegin() : TypeParts::const_iterator(); found && it != found->constEnd();
             ++it)
            texts.append(it.key() + '=' + it.value());
        std::sort(texts.begin(), texts.end());
        QCOMPARE(found ? texts.join(' ') : QByteArray("-"), parts);
    }

    void olderShapesAreThere()
    {
        const Provider& stripe = *m_catalog.find(u"stripe");
        const auto body = sampleBody(stripe, QStringLiteral("customer.subscription.created"), fixedClock(),
                                     QStringLiteral("2020-08-27"));
        QVERIFY(body.hasValue());
        const json::Value subscription = parsed(*body)[u"data"][u"object"];
        QVERIFY(subscription[u"current_period_end"].isNumber());
        QVERIFY(subscription[u"items"][u"data"].at(0)[u"current_period_end"].isUndefined());
        const auto none = sampleBody(stripe, QStringLiteral("customer.created"), fixedClock(), QStringLiteral("1999"));
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QCOMPARE(none.error().args.value(0), QStringLiteral("shape"));
    }

    void samplesVaryButStayTheSameWithin()
    {
        const Provider& stripe = *m_catalog.find(u"stripe");
        const auto first = sampleBody(stripe, QStringLiteral("customer.subscription.create"), fixedClock());
        const auto second = sampleBody(stripe, QStringLiteral("customer.subscription.created"), fixedClock());
        QVERIFY(first.hasValue() && second.hasValue());
        const json::Value a = parsed(*first);
        const json::Value b = parsed(*second);
        QVERIFY(a[u"id"].toString() != b[u"id"].toString());
        QVERIFY(a[u"id"].toString().startsWith(QLatin1String("evt_")));
        QCOMPARE(a[u"created"].numberText(), QByteArray("1790000000"));
        const json::Value& subscription = a[u"data"][u"object"];
        const json::Value& item = subscription[u"items"][u"data"].at(0);
        QCOMPARE(item[u"subscription"].toString(), subscription[u"id"].toString());
        QCOMPARE(item[u"current_period_end"].toInteger(), qint64(1790000000 + 2592000));
        QCOMPARE(subscription[u"customer"].toString().size(), qsizetype(18));
        QVERIFY(first->startsWith("{\n  \"id\": \"evt_"));
        QCOMPARE(sampleBody(stripe, QStringLiteral("payout.paid"), fixedClock()).error().code, ErrorCode::NotFound);
    }

    void placeholders_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("number") << QByteArray("{\"a\":\"{{now}}\"}") << "^\\{\"a\":1790000000\\}$";
        QTest::newRow("milliseconds") << QByteArray("\"{{now_ms}}\"") << "^1790000000250$";
        QTest::newRow("offset") << QByteArray("\"{{now-60}}\"") << "^1789999940$";
        QTest::newRow("iso") << QByteArray("\"{{now_iso}}\"") << "^\"2026-09-21T14:13:20\\.250Z\"$";
        QTest::newRow("iso with offset") << QByteArray("\"{{now_iso+60}}\"") << "^\"2026-09-21T14:14:20\\.250Z\"$";
        QTest::newRow("within text") << QByteArray("\"t={{now}}\"") << "^\"t=1790000000\"$";
        QTest::newRow("id") << QByteArray("\"{{id:cus}}\"") << "^\"cus_[A-Za-z0-9]{24}\"$";
        QTest::newRow("short id") << QByteArray("\"{{id:cus:5}}\"") << "^\"cus_[A-Za-z0-9]{5}\"$";
        QTest::newRow("uuid") << QByteArray("\"{{uuid}}\"") << "^\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"$";
        QTest::newRow("hex") << QByteArray("\"{{hex:7}}\"") << "^\"[0-9a-f]{7}\"$";
        QTest::newRow("digits") << QByteArray("\"{{digits:6}}\"") << "^\"[0-9]{6}\"$";
        QTest::newRow("capitals") << QByteArray("\"{{upper:26}}\"") << "^\"[0-9A-Z]{26}\"$";
        QTest::newRow("integer") << QByteArray("\"{{int:10-12}}\"") << "^1[0-2]$";
        QTest::newRow("twice the same") << QByteArray("{{uuid}}={{uuid}}") << "^(.*)=\\1$";
        QTest::newRow("told apart") << QByteArray("{{uuid}}={{uuid#2}}") << "^(.*)=(?!\\1$).*$";
        QTest::newRow("unknown")
            << QByteArray("{{url}} {{id:}} {{int:5-1}} {{nowhere}} {{hex:0}}")
            << "^\\{\\{url\\}\\} \\{\\{id:\\}\\} \\{\\{int:5-1\\}\\} \\{\\{nowhere\\}\\} \\{\\{hex:0\\}\\}$";
        QTest::newRow("open end") << QByteArray("a {{now") << "^a \\{\\{now$";
        QTest::newRow("none") << QByteArray("plain") << "^plain$";
    }

    void placeholders()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, pattern);
        const QString filled = QString::fromUtf8(fillPlaceholders(text, fixedClock()));
        QVERIFY2(QRegularExpression(pattern).match(filled).hasMatch(), qPrintable(filled));
    }

    void anOverlayChangesAndAdds()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath(QStringLiteral("mine.json")),
                  "{\"key\":\"mine\",\"name\":\"Mine\",\"signing\":{\"scheme\":\"github\"},"
                  "\"samples\":[{\"type\":\"a\",\"file\":\"a.body\",\"headers\":{\"X-Event\":\"a\"}}]}");
        writeFile(folder.filePath(QStringLiteral("a.body")), "{\"n\":\"{{now}}\"}");
        writeFile(folder.filePath(QStringLiteral("stripe.json")), "{\"key\":\"stripe\",\"name\":\"Our Stripe\"}");
        const Catalog catalog = Catalog::load(folder.path());
        QVERIFY(catalog.errors().empty());
        QCOMPARE(catalog.providers().size(), m_catalog.providers().size() + 1);
        const Provider* mine = catalog.find(u"mine");
        QVERIFY(mine);
        QCOMPARE(mine->letter, QStringLiteral("M"));
        QCOMPARE(sampleBody(*mine, QStringLiteral("a"), fixedClock()).valueOr({}), QByteArray("{\"n\":1790000000}"));
        QCOMPARE(sampleHeaders(*mine, QStringLiteral("a"), fixedClock()).value("x-event"), QByteArray("a"));
        // The rest of the built-in entry stays, its samples too.
        const Provider* stripe = catalog.find(u"stripe");
        QCOMPARE(stripe->name, QStringLiteral("Our Stripe"));
        QCOMPARE(stripe->eventTypes.size(), size_t(265));
        QCOMPARE(stripe->samples, m_catalog.find(u"stripe")->samples);
    }

    void whatCannotBeUsedIsReported_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("line");
        QTest::newRow("no JSON") << QByteArray("{\n  \"key\": nope\n}") << "" << 2;
        QTest::newRow("no object") << QByteArray("[]") << "a provider is an object" << 0;
        QTest::newRow("no key") << QByteArray("{\"name\":\"X\"}") << "key: is missing" << 0;
        QTest::newRow("wrong type") << QByteArray("{\"key\":\"x\",\"name\":5}") << "name: must be a string" << 0;
        QTest::newRow("range") << QByteArray("{\"key\":\"x\",\"name\":\"X\",\"tint\":7}")
                               << "tint: must be a whole number from 1 to 6" << 0;
        QTest::newRow("unknown member") << QByteArray("{\"key\":\"x\",\"name\":\"X\",\"colour\":1}")
                                        << "colour: is not a member that is known here" << 0;
        QTest::newRow("unknown scheme") << QByteArray(
                                               "{\"key\":\"x\",\"name\":\"X\",\"signing\":{\"scheme\":\"strip\"}}")
                                        << "signing.scheme: no scheme is called strip" << 0;
        QTest::newRow("deep") << QByteArray(
                                     "{\"key\":\"x\",\"name\":\"X\",\"mappings\":[{\"title\":\"t\",\"eventType\":\"e\","
                                     "\"action\":\"a\"}]}")
                              << "mappings[0].parameters: must be an object" << 0;
        QTest::newRow("no sample file")
            << QByteArray("{\"key\":\"x\",\"name\":\"X\",\"samples\":[{\"type\":\"t\",\"file\":\"none\"}]}") << "" << 0;
    }

    void whatCannotBeUsedIsReported()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        QFETCH(int, line);
        QTemporaryDir folder;
        writeFile(folder.filePath(QStringLiteral("x.json")), text);
        const Catalog catalog = Catalog::load(folder.path());
        QCOMPARE(catalog.providers().size(), m_catalog.providers().size());
        QCOMPARE(catalog.errors().size(), size_t(1));
        const Error& error = catalog.errors().front();
        if (!reason.isEmpty())
            QCOMPARE(error.args.value(0), reason);
        if (error.code == ErrorCode::ParseError)
            QCOMPARE(error.file, folder.filePath(QStringLiteral("x.json")));
        else
            QCOMPARE(error.code, ErrorCode::IoError);
        QCOMPARE(error.line, line);
    }

    void aMissingOverlayIsNoError() { QVERIFY(Catalog::load(QStringLiteral("/nowhere/at/all")).errors().empty()); }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
