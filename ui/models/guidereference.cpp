#include "ui/models/guidereference.h"

#include "core/mapping/actionkinds.h"
#include "core/script/declarations.h"
#include "core/signing/schemes.h"
#include "ui/models/eventdetail.h"
#include "ui/models/eventtext.h"
#include "ui/models/filledtext.h"
#include "ui/models/mappingtext.h"

#include <QCoreApplication>
#include <QUrl>

namespace hw::models {

namespace {

using Kind = GuideBlock::Kind;
using script::Declaration;
using signing::SchemeKind;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::Guide)
};

GuideBlock heading(const QString& text)
{
    return {Kind::Heading, guideLiteral(text), guideAnchor(text)};
}

GuideBlock paragraph(const QString& marked)
{
    return {Kind::Paragraph, marked};
}

/// A table of what is known: rows without a value are left out.
class Facts
{
public:
    Facts(const QString& name, const QString& value) { m_table.rows.push_back({name, value}); }

    void add(const QString& name, const QString& marked)
    {
        if (!marked.isEmpty())
            m_table.rows.push_back({name, marked});
    }
    void addTo(GuidePage& page)
    {
        if (m_table.rows.size() > 1)
            page.blocks.push_back(m_table);
    }

private:
    GuideBlock m_table{Kind::Table};
};

QString hashName(signing::Hash hash)
{
    switch (hash) {
    case signing::Hash::Sha1: return QStringLiteral("SHA-1");
    case signing::Hash::Sha256: return QStringLiteral("SHA-256");
    case signing::Hash::Sha512: return QStringLiteral("SHA-512");
    }
    return {};
}

QString encodingName(signing::Encoding encoding)
{
    switch (encoding) {
    case signing::Encoding::Hex: return Texts::tr("hex");
    case signing::Encoding::Base64: return Texts::tr("base64");
    case signing::Encoding::Either: break;
    }
    return Texts::tr("hex or base64");
}

QString keyText(signing::KeyForm form)
{
    switch (form) {
    case signing::KeyForm::Raw: return Texts::tr("the secret's text as it is, with its prefix");
    case signing::KeyForm::RawAfterPrefix: return Texts::tr("the secret's text after its prefix");
    case signing::KeyForm::Base64:
    case signing::KeyForm::StandardBase64: return Texts::tr("the secret after its prefix, decoded from base64");
    case signing::KeyForm::Hex: return Texts::tr("the secret, decoded from hex");
    }
    return {};
}

QString methodText(const signing::Scheme& scheme)
{
    switch (scheme.kind) {
    case SchemeKind::None: return Texts::tr("Requests are not signed.");
    case SchemeKind::Signature: break;
    case SchemeKind::Header: return Texts::tr("The secret itself stands in a header.");
    case SchemeKind::Bearer: return Texts::tr("The secret itself stands in `Authorization: Bearer …`.");
    case SchemeKind::Basic: return Texts::tr("User and password stand in `Authorization: Basic …`.");
    case SchemeKind::Query: return Texts::tr("The secret itself is a parameter of the address.");
    }
    const QString hash = hashName(scheme.hash);
    return scheme.mac == signing::Mac::Hmac
               ? Texts::tr("HMAC with %1, in %2").arg(hash, encodingName(scheme.encoding))
               : Texts::tr("%1 of key and content, in %2").arg(hash, encodingName(scheme.encoding));
}

QString headersText(const signing::Scheme& scheme)
{
    QStringList names;
    for (const signing::HeaderSet& set : scheme.headers) {
        for (const QByteArray& name : {set.signature, set.id, set.timestamp}) {
            if (!name.isEmpty())
                names.append(guideCode(QString::fromLatin1(name)));
        }
    }
    return names.join(QLatin1String(", "));
}

void addScheme(const signing::Config& config, GuidePage& page)
{
    const auto scheme = signing::resolve(config);
    if (!scheme)
        return;
    Facts facts(Texts::tr("Signature"), methodText(*scheme));
    facts.add(Texts::tr("Scheme"), guideCode(scheme->name));
    facts.add(Texts::tr("Headers"), headersText(*scheme));
    if (scheme->kind == SchemeKind::Signature) {
        facts.add(Texts::tr("Signed content"), guideCode(QString::fromLatin1(scheme->content)));
        facts.add(Texts::tr("Key"), keyText(scheme->keyForm));
    }
    const int tolerance = config.toleranceSeconds.value_or(scheme->toleranceSeconds);
    if (scheme->timePlace != signing::TimePlace::None && tolerance > 0)
        facts.add(Texts::tr("Time"), Texts::tr("may differ by %n second(s)", nullptr, tolerance));
    facts.addTo(page);
}

void addSecret(const catalog::SecretForm& secret, GuidePage& page)
{
    if (secret.label.isEmpty())
        return;
    Facts facts(guideLiteral(secret.label), guideCode(secret.example));
    facts.add(Texts::tr("Where it is"), guideLiteral(secret.where));
    facts.add(Texts::tr("What it is"), guideLiteral(secret.help));
    facts.addTo(page);
}

void addSteps(const QString& title, const std::vector<catalog::SetupStep>& steps, const QString& key,
              const QString& origin, GuidePage& page)
{
    if (steps.empty())
        return;
    const QString number = QString::number(QUrl(origin).port());
    const auto filled = [&](QString text) {
        return text.replace(QLatin1String("{{url}}"), QStringLiteral("%1/s/%2").arg(origin, key))
            .replace(QLatin1String("{{port}}"), number)
            .replace(QLatin1String("{{key}}"), key);
    };
    page.blocks.push_back(heading(title));
    GuideBlock block{Kind::Steps};
    for (const catalog::SetupStep& step : steps)
        block.items.push_back({guideLiteral(filled(step.text)), filled(step.code)});
    page.blocks.push_back(std::move(block));
}

void addDelivery(const catalog::DeliveryFacts& delivery, GuidePage& page)
{
    page.blocks.push_back(heading(Texts::tr("How it delivers")));
    Facts facts(Texts::tr("Counts as received"), guideLiteral(delivery.success));
    facts.add(Texts::tr("Sends again"), guideLiteral(delivery.retries));
    facts.add(Texts::tr("Waits"), guideLiteral(delivery.timeout));
    facts.add(Texts::tr("Order"), guideLiteral(delivery.ordering));
    facts.add(Texts::tr("Duplicates"), guideLiteral(delivery.duplicates));
    facts.addTo(page);
    if (delivery.notes.isEmpty())
        return;
    GuideBlock notes{Kind::Bullets};
    for (const QString& note : delivery.notes)
        notes.items.push_back({guideLiteral(note)});
    page.blocks.push_back(std::move(notes));
}

void addMappings(const std::vector<catalog::SuggestedMapping>& mappings, GuidePage& page)
{
    if (mappings.empty())
        return;
    page.blocks.push_back(heading(Texts::tr("Suggested mappings")));
    GuideBlock table{Kind::Table};
    table.rows.push_back({Texts::tr("Event type"), Texts::tr("Action"), Texts::tr("What it does")});
    for (const catalog::SuggestedMapping& mapping : mappings)
        table.rows.push_back(
            {guideCode(mapping.eventType), actionTitle(mapping.action), guideLiteral(mapping.description)});
    page.blocks.push_back(std::move(table));
}

void addEventTypes(const catalog::Provider& provider, GuidePage& page)
{
    if (!provider.eventTypes.empty() || provider.typeMaker)
        page.blocks.push_back(heading(Texts::tr("Event types")));
    if (provider.typeMaker) {
        QStringList made;
        for (const QString& type : provider.typeMaker->types)
            made.append(guideCode(QString(type).replace(QLatin1String("{{name}}"), provider.typeMaker->example)));
        page.blocks.push_back(paragraph(guideLiteral(provider.typeMaker->description) + u' ' +
                                        Texts::tr("For example: %1.").arg(made.join(QLatin1String(", ")))));
    }
    GuideBlock table{Kind::Table};
    QString family;
    const auto end = [&] {
        if (table.rows.size() > 1)
            page.blocks.push_back(table);
        table.rows.clear();
    };
    for (const catalog::EventType& type : provider.eventTypes) {
        if (type.family != family || table.rows.empty()) {
            end();
            family = type.family;
            table.rows.push_back(
                {family.isEmpty() ? Texts::tr("Event type") : guideLiteral(family), Texts::tr("When it comes")});
        }
        table.rows.push_back({guideCode(type.name), guideLiteral(type.description)});
    }
    end();
}

void addAliases(const std::vector<catalog::TypeAlias>& aliases, GuidePage& page)
{
    if (aliases.empty())
        return;
    page.blocks.push_back(heading(Texts::tr("Other spellings that are understood")));
    GuideBlock table{Kind::Table};
    table.rows.push_back({Texts::tr("Written"), Texts::tr("Sent")});
    for (const catalog::TypeAlias& alias : aliases)
        table.rows.push_back({guideCode(alias.alias), guideCode(alias.type)});
    page.blocks.push_back(std::move(table));
}

/// The members of one owner as a table; nothing where there are none.
void addMembers(const std::vector<Declaration>& all, const QString& owner, GuidePage& page)
{
    GuideBlock table{Kind::Table};
    table.rows.push_back({Texts::tr("Name"), Texts::tr("Type"), Texts::tr("Meaning")});
    for (const Declaration& one : all) {
        if (one.owner == owner)
            table.rows.push_back({guideCode(one.name), guideCode(one.signature), guideLiteral(one.doc)});
    }
    if (table.rows.size() > 1)
        page.blocks.push_back(std::move(table));
}

GuideBlock named(const QString& name)
{
    return {Kind::Heading, guideCode(name), guideAnchor(name)};
}

} // namespace

GuidePage guideOfProvider(const catalog::Provider& provider, const QString& id, const QString& origin)
{
    GuidePage page{id, Texts::tr("Providers"), provider.name, {}};
    page.blocks.push_back(paragraph(guideLiteral(provider.description)));
    if (!provider.documentation.isEmpty())
        page.blocks.push_back(paragraph(Texts::tr("The provider's own page, on the internet: %1")
                                            .arg(QStringLiteral("[%1](%1)").arg(provider.documentation))));
    addSteps(Texts::tr("Set up with the command line of %1").arg(provider.name), provider.setup.cli, provider.key,
             origin, page);
    addSteps(Texts::tr("Set up on the pages of %1").arg(provider.name), provider.setup.dashboard, provider.key, origin,
             page);
    addSteps(Texts::tr("Make this machine reachable"), provider.setup.tunnel, provider.key, origin, page);

    page.blocks.push_back(heading(Texts::tr("Signature")));
    if (provider.signingChoices.empty()) {
        addScheme(provider.signing, page);
        addSecret(provider.secret, page);
    }
    for (const catalog::SigningChoice& choice : provider.signingChoices) {
        page.blocks.push_back(
            paragraph(QStringLiteral("**%1.** %2").arg(guideLiteral(choice.title), guideLiteral(choice.description))));
        addScheme(choice.signing, page);
        addSecret(choice.secret, page);
    }
    page.blocks.push_back(paragraph(Texts::tr("Does a signature fail? [What to look at](troubleshooting#signature).")));

    page.blocks.push_back(heading(Texts::tr("Where things stand in an event")));
    Facts places(Texts::tr("Event type"), guideCode(provider.paths.eventType));
    places.add(Texts::tr("Idempotency key"), guideCode(provider.paths.idempotency));
    places.add(Texts::tr("Time"), guideCode(provider.paths.timestamp));
    places.add(Texts::tr("Elements of a batch"), guideCode(provider.paths.split));
    places.addTo(page);
    addDelivery(provider.delivery, page);
    addMappings(provider.mappings, page);
    addEventTypes(provider, page);
    addAliases(provider.aliases, page);
    return page;
}

GuidePage guideOfContext()
{
    GuidePage page{QStringLiteral("ctx"), Texts::tr("Reference"), Texts::tr("What a script is given"), {}};
    const std::vector<Declaration> all = script::declarations({});
    page.blocks.push_back(paragraph(Texts::tr("`main` is called with one object, `ctx`.")));
    page.blocks.push_back(named(QStringLiteral("ctx")));
    addMembers(all, QStringLiteral("ctx"), page);
    page.blocks.push_back(named(QStringLiteral("ctx.signing")));
    addMembers(all, QStringLiteral("ctx.signing"), page);
    page.blocks.push_back(heading(Texts::tr("What main returns")));
    addMembers(all, QStringLiteral("Outcome"), page);
    page.blocks.push_back(
        paragraph(Texts::tr("Every other member becomes `preprocess.` and its name, for the [mapping](mapping).")));
    return page;
}

GuidePage guideOfBuiltIns()
{
    GuidePage page{QStringLiteral("builtins"), Texts::tr("Reference"), Texts::tr("What a script can use"), {}};
    const std::vector<Declaration> all = script::declarations({});
    for (const Declaration& one : all) {
        if (!one.owner.isEmpty())
            continue;
        page.blocks.push_back(named(one.name));
        page.blocks.push_back(paragraph(guideLiteral(one.doc)));
        if (one.kind == Declaration::Kind::Function) {
            page.blocks.push_back({Kind::Code, one.name + one.signature});
            // What its options are stands in an interface of its own.
            const QString options = one.signature.section(QLatin1String("(options: "), 1).section(u')', 0, 0);
            if (options == QLatin1String("AnyHmacOptions"))
                addMembers(all, QStringLiteral("HmacOptions"), page);
            if (!options.isEmpty())
                addMembers(all, options, page);
        }
        addMembers(all, one.name, page);
    }
    const QString module = QStringLiteral("require(\"crypto\")");
    page.blocks.push_back(named(module));
    addMembers(all, module, page);
    addMembers(all, QStringLiteral("Digest"), page);
    page.blocks.push_back(heading(Texts::tr("What is not there")));
    page.blocks.push_back(paragraph(Texts::tr("Network, files, processes and other modules: each is an error that says "
                                              "so. What comes to a script is the event, and what it returns is all "
                                              "that leaves it.")));
    return page;
}

GuidePage guideOfActions()
{
    GuidePage page{QStringLiteral("actions"), Texts::tr("Reference"), Texts::tr("Actions and their parameters"), {}};
    page.blocks.push_back(paragraph(Texts::tr(
        "The actions of one event are carried out in this order, whatever order they were made in. * is required.")));
    for (const mapping::ActionKind& kind : mapping::actionKinds()) {
        const QString name = QString::fromLatin1(kind.name);
        page.blocks.push_back({Kind::Heading, actionTitle(name), guideAnchor(name)});
        QString about = guideCode(name);
        if (*kind.method)
            about += QStringLiteral(" · ") +
                     guideCode(QStringLiteral("%1 %2").arg(QLatin1String(kind.method), QLatin1String(kind.path)));
        page.blocks.push_back(paragraph(about));
        GuideBlock table{Kind::Table};
        table.rows.push_back({Texts::tr("Parameter"), Texts::tr("Takes"), Texts::tr("Meaning")});
        for (const mapping::Parameter& parameter : kind.parameters) {
            table.rows.push_back({guideCode(QString::fromLatin1(parameter.name)) +
                                      (parameter.required ? QStringLiteral(" \\*") : QString()),
                                  parameterTypeText(parameter.type), guideLiteral(QString::fromUtf8(parameter.help))});
        }
        page.blocks.push_back(std::move(table));
    }
    return page;
}

GuidePage guideOfShortcuts(const std::vector<KeyValue>& shortcuts)
{
    GuidePage page{QStringLiteral("shortcuts"), Texts::tr("Reference"), Texts::tr("Keyboard shortcuts"), {}};
    GuideBlock table{Kind::Table};
    table.rows.push_back({Texts::tr("Keys"), Texts::tr("Action")});
    for (const KeyValue& row : shortcuts)
        table.rows.push_back({guideCode(row.key), guideLiteral(row.value)});
    page.blocks.push_back(std::move(table));
    return page;
}

} // namespace hw::models
