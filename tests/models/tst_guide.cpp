#include "core/mapping/actionkinds.h"
#include "core/script/declarations.h"
#include "core/store/filter.h"
#include "ui/models/eventdetail.h"
#include "ui/models/guide.h"

#include <QTest>
#include <QTranslator>

using namespace hw;
using models::Guide;
using models::GuideBlock;
using models::GuidePage;
using models::GuideSpan;
using models::PlaceKind;

using Kind = GuideBlock::Kind;

namespace {

/// Says no more than which folder's pages are wanted.
class Folder final : public QTranslator
{
public:
    explicit Folder(QString language)
        : m_language(std::move(language))
    {}
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int) const override
    {
        return qstrcmp(source, "en") == 0 ? m_language : QString();
    }

private:
    QString m_language;
};

QStringList textsOf(const GuideBlock& block)
{
    QStringList texts;
    if (block.kind != Kind::Code)
        texts.append(block.text);
    for (const models::GuideItem& item : block.items)
        texts.append(item.text);
    for (const QStringList& row : block.rows)
        texts.append(row);
    return texts;
}

bool hasAnchor(const GuidePage& page, const QString& anchor)
{
    return anchor.isEmpty() || std::any_of(page.blocks.begin(), page.blocks.end(), [&](const GuideBlock& block) {
               return block.kind == Kind::Heading && block.anchor == anchor;
           });
}

QString wholeText(const GuidePage& page)
{
    QString text;
    for (const GuideBlock& block : page.blocks)
        text += textsOf(block).join(u'\n') + u'\n';
    return text;
}

} // namespace

class TestGuide final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spans_data();
    void spans();
    void markdown();
    void everyLinkLeadsSomewhere_data();
    void everyLinkLeadsSomewhere();
    void languagesSayTheSame();
    void providersHavePages();
    void referenceIsWhole();
    void search_data();
    void search();
    void pageForPlace_data();
    void pageForPlace();

private:
    const QString m_origin = QStringLiteral("http://127.0.0.1:4400");
    catalog::Catalog m_catalog = catalog::Catalog::load();
    std::vector<models::KeyValue> m_keys{{QStringLiteral("Ctrl+N"), QStringLiteral("New source")}};
};

void TestGuide::spans_data()
{
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("parts"); // kind and text of each
    QTest::newRow("plain") << "a b"
                           << "T(a b)";
    QTest::newRow("code") << "a `b` c"
                          << "T(a )C(b)T( c)";
    QTest::newRow("code with a backtick") << "``a`b``"
                                          << "C(a`b)";
    QTest::newRow("strong") << "**a** b"
                            << "S(a)T( b)";
    QTest::newRow("link") << "see [this](mapping#paths)."
                          << "T(see )L(this>mapping#paths)T(.)";
    QTest::newRow("literal") << models::guideLiteral("*.updated `x` [y](z) a\\b") << "T(*.updated `x` [y](z) a\\b)";
    QTest::newRow("one star") << "a * b"
                              << "T(a * b)";
    QTest::newRow("not closed") << "a `b [c"
                                << "T(a `b [c)";
    QTest::newRow("empty") << ""
                           << "";
}

void TestGuide::spans()
{
    QFETCH(QString, marked);
    QString parts;
    for (const GuideSpan& span : models::guideSpans(marked)) {
        parts += QStringLiteral("TCSL")[static_cast<int>(span.kind)] + QStringLiteral("(") + span.text;
        parts += (span.target.isEmpty() ? QString() : u'>' + span.target) + u')';
    }
    QTEST(parts, "parts");
}

void TestGuide::markdown()
{
    const GuidePage page =
        models::readGuidePage(QStringLiteral("p"), QStringLiteral("g"),
                              QStringLiteral("# Title\n\nOne\ntwo.\n\n## A *head*\n\n1. First\n   goes on\n"
                                             "   ```\n   code\n   ```\n2. Second\n\n- Point\n\n"
                                             "| a | b \\| c |\n|---|---|\n| 1 | 2 |\n\n"
                                             "```\nx = 1\n  y\n```\nEnd {#no}\n\n## Given {#own}\n"));
    QCOMPARE(page.title, QStringLiteral("Title"));
    const std::vector<GuideBlock> expected{
        {Kind::Paragraph, QStringLiteral("One two.")},
        {Kind::Heading, QStringLiteral("A *head*"), QStringLiteral("a-head")},
        {Kind::Steps, {}, {}, {{QStringLiteral("First goes on"), QStringLiteral("code")}, {QStringLiteral("Second")}}},
        {Kind::Bullets, {}, {}, {{QStringLiteral("Point")}}},
        {Kind::Table,
         {},
         {},
         {},
         {{QStringLiteral("a"), QStringLiteral("b | c")}, {QStringLiteral("1"), QStringLiteral("2")}}},
        {Kind::Code, QStringLiteral("x = 1\n  y")},
        {Kind::Paragraph, QStringLiteral("End {#no}")},
        {Kind::Heading, QStringLiteral("Given"), QStringLiteral("own")},
    };
    QCOMPARE(page.blocks.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(page.blocks[i] == expected[i], qPrintable(QString::number(i)));
}

void TestGuide::everyLinkLeadsSomewhere_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("German") << "de";
}

void TestGuide::everyLinkLeadsSomewhere()
{
    QFETCH(QString, language);
    Folder folder(language);
    QCoreApplication::installTranslator(&folder);
    const Guide guide(m_catalog, m_origin, m_keys);
    QSet<QString> ids;
    for (const GuidePage& page : guide.pages()) {
        QVERIFY2(!ids.contains(page.id), qPrintable(page.id));
        ids.insert(page.id);
        QVERIFY2(!page.title.isEmpty() && !page.blocks.empty(), qPrintable(page.id));
        for (const GuideBlock& block : page.blocks) {
            for (const QString& text : textsOf(block)) {
                for (const GuideSpan& span : models::guideSpans(text)) {
                    if (span.kind != GuideSpan::Kind::Link || span.target.contains(QLatin1String("://")))
                        continue;
                    const GuidePage* to = guide.find(span.target.section(u'#', 0, 0));
                    QVERIFY2(to && hasAnchor(*to, span.target.section(u'#', 1)),
                             qPrintable(page.id + QStringLiteral(" → ") + span.target));
                }
            }
        }
    }
}

void TestGuide::languagesSayTheSame()
{
    const Guide english(m_catalog, m_origin, m_keys);
    Folder folder(QStringLiteral("de"));
    QCoreApplication::installTranslator(&folder);
    const Guide german(m_catalog, m_origin, m_keys);
    QCOMPARE(german.pages().size(), english.pages().size());
    QVERIFY(german.find(u"start")->title != english.find(u"start")->title);
    for (std::size_t i = 0; i < english.pages().size(); ++i) {
        const GuidePage& one = english.pages()[i];
        const GuidePage& other = german.pages()[i];
        QCOMPARE(other.blocks.size(), one.blocks.size());
        for (std::size_t k = 0; k < one.blocks.size(); ++k) {
            QVERIFY2(other.blocks[k].kind == one.blocks[k].kind && other.blocks[k].anchor == one.blocks[k].anchor &&
                         other.blocks[k].items.size() == one.blocks[k].items.size() &&
                         other.blocks[k].rows.size() == one.blocks[k].rows.size(),
                     qPrintable(one.id + u' ' + one.blocks[k].text));
        }
    }
}

void TestGuide::providersHavePages()
{
    const Guide guide(m_catalog, QStringLiteral("https://127.0.0.1:4711"), m_keys);
    for (const catalog::Provider& provider : m_catalog.providers()) {
        const GuidePage* page = guide.find(Guide::providerPage(provider.key));
        QVERIFY2(page, qPrintable(provider.key));
        const QString text = wholeText(*page);
        for (const catalog::EventType& type : provider.eventTypes)
            QVERIFY2(text.contains(type.name), qPrintable(type.name));
        QVERIFY2(!text.contains(QLatin1String("{{")), qPrintable(provider.key));
        QVERIFY2(hasAnchor(*page, QStringLiteral("signature")), qPrintable(provider.key));
    }
    const GuidePage* stripe = guide.find(u"provider-stripe");
    QVERIFY(wholeText(*stripe).contains(QLatin1String("{timestamp}.{body}")));
    QVERIFY(wholeText(*stripe).contains(QLatin1String("`Stripe-Signature`")));
    const bool forwards = std::any_of(stripe->blocks.begin(), stripe->blocks.end(), [](const GuideBlock& block) {
        return std::any_of(block.items.begin(), block.items.end(), [](const models::GuideItem& item) {
            return item.code == QLatin1String("stripe listen --forward-to https://127.0.0.1:4711/s/stripe");
        });
    });
    QVERIFY(forwards);
}

void TestGuide::referenceIsWhole()
{
    const Guide guide(m_catalog, m_origin, m_keys);
    const QString filters = wholeText(*guide.find(u"filters"));
    for (const QString& field : store::Filter::fieldNames())
        QVERIFY2(filters.contains(u'`' + field), qPrintable(field));
    const QString context = wholeText(*guide.find(u"ctx"));
    const QString builtIns = wholeText(*guide.find(u"builtins"));
    for (const script::Declaration& one : script::declarations({})) {
        const bool isContext = one.owner == QLatin1String("ctx") || one.owner == QLatin1String("ctx.signing");
        if (isContext)
            QVERIFY2(context.contains(u'`' + one.name + u'`'), qPrintable(one.name));
        else if (one.owner.isEmpty())
            QVERIFY2(builtIns.contains(u'`' + one.name + u'`'), qPrintable(one.name));
    }
    const QString actions = wholeText(*guide.find(u"actions"));
    for (const mapping::ActionKind& kind : mapping::actionKinds())
        QVERIFY2(actions.contains(QLatin1String(kind.name)), kind.name);
    QVERIFY(wholeText(*guide.find(u"shortcuts")).contains(QLatin1String("`Ctrl+N`")));
}

void TestGuide::search_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("a title") << "troubleshooting"
                             << "troubleshooting";
    QTest::newRow("in any case") << "STRIPE"
                                 << "provider-stripe";
    QTest::newRow("a heading") << "free text"
                               << "filters#free-text";
    QTest::newRow("a built-in") << "verifyjwt"
                                << "builtins#verifyjwt";
    QTest::newRow("an event type") << "customer.subscription.trial_will_end"
                                   << "provider-stripe#event-types";
    QTest::newRow("words in any order") << "text free"
                                        << "filters#free-text";
    QTest::newRow("nothing") << "zqxj"
                             << "";
    QTest::newRow("blank") << "  "
                           << "";
}

void TestGuide::search()
{
    QFETCH(QString, query);
    const Guide guide(m_catalog, m_origin, m_keys);
    const auto hits = guide.search(query);
    QString first;
    if (!hits.empty())
        first = hits.front().page + (hits.front().anchor.isEmpty() ? QString() : u'#' + hits.front().anchor);
    QTEST(first, "first");
}

void TestGuide::pageForPlace_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("page");
    QTest::newRow("events") << int(PlaceKind::AllEvents) << "events"
                            << ""
                            << "events";
    QTest::newRow("script") << int(PlaceKind::Source) << "script"
                            << "stripe"
                            << "scripts";
    QTest::newRow("mapping") << int(PlaceKind::Source) << "mapping"
                             << "stripe"
                             << "mapping";
    QTest::newRow("setup") << int(PlaceKind::Source) << "setup"
                           << "stripe"
                           << "provider-stripe";
    QTest::newRow("time travel") << int(PlaceKind::Source) << "travel"
                                 << "stripe"
                                 << "scripts#time-travel";
    QTest::newRow("new source") << int(PlaceKind::NewSource) << ""
                                << "clerk"
                                << "provider-clerk";
    QTest::newRow("no provider yet") << int(PlaceKind::NewSource) << ""
                                     << ""
                                     << "start";
    QTest::newRow("directory") << int(PlaceKind::Directory) << ""
                               << ""
                               << "destinations";
    QTest::newRow("deliveries") << int(PlaceKind::Deliveries) << ""
                                << ""
                                << "destinations";
    QTest::newRow("unrouted") << int(PlaceKind::Unrouted) << ""
                              << ""
                              << "troubleshooting#unrouted";
    QTest::newRow("settings") << int(PlaceKind::Settings) << "settings-listener"
                              << ""
                              << "troubleshooting#listener";
    QTest::newRow("welcome") << int(PlaceKind::Welcome) << ""
                             << ""
                             << "start";
}

void TestGuide::pageForPlace()
{
    QFETCH(int, kind);
    QFETCH(QString, view);
    QFETCH(QString, provider);
    const QString page = Guide::pageFor({{static_cast<PlaceKind>(kind), {}}, view}, provider);
    QTEST(page, "page");
    const Guide guide(m_catalog, m_origin, m_keys);
    const GuidePage* found = guide.find(page.section(u'#', 0, 0));
    QVERIFY(found && hasAnchor(*found, page.section(u'#', 1)));
}

QTEST_GUILESS_MAIN(TestGuide)
#include "tst_guide.moc"
