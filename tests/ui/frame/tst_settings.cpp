#include "fakes.h"

#include "ui/models/launchsetting.h"
#include "ui/models/settingspresenter.h"
#include "ui/widgets/settingspage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using models::ListenerDraft;
using models::ListenerField;
using models::SettingsPresenter;

namespace {

/// Applies what is asked at once to a workspace of its own, and tells it.
class FakeSettings final : public models::SettingsLink
{
public:
    explicit FakeSettings(FakeEngine& engine)
        : m_engine(engine)
    {
        workspace.environments.front().environment.vars.set(QStringLiteral("LIMIT"), 5);
    }

    void changeLocal(std::function<void(workspace::LocalSettings&)> change, QObject*, Done done) override
    {
        change(workspace.local);
        tell();
        done({});
    }
    void changeEnvironment(const QString& name, std::function<void(workspace::Environment&)> change, QObject*,
                           Done done) override
    {
        for (workspace::EnvironmentState& state : workspace.environments) {
            if (state.environment.name == name)
                change(state.environment);
        }
        tell();
        done({});
    }
    void addEnvironment(const QString& name, QObject*, Done done) override
    {
        workspace::EnvironmentState state;
        state.environment.name = name;
        workspace.environments.push_back(state);
        tell();
        done({});
    }
    void setSecret(const QString&, const QString& name, const SecretString& value, QObject*, Done done) override
    {
        if (value.isEmpty())
            secrets.remove(name);
        else
            secrets.insert(name, value);
        done({});
    }
    void restoreSecret(const QString&, const QString& name, QObject*, Done done) override
    {
        restored.append(name);
        done({});
    }
    void findSecrets(const QString&, QObject*, SecretsDone done) override
    {
        Secrets found;
        for (const QString& name : {QStringLiteral("A_SECRET"), QStringLiteral("B_SECRET")}) {
            if (secrets.contains(name))
                found.found.insert(name, workspace::SecretOrigin::File);
            else
                found.missing.append(name);
        }
        done(found);
    }

    void tell()
    {
        Q_EMIT m_engine.workspaceChanged(std::make_shared<workspace::Workspace>(workspace),
                                         QStringLiteral("development"));
    }

    workspace::Workspace workspace = *sampleWorkspace();
    QHash<QString, SecretString> secrets;
    QStringList restored;

private:
    FakeEngine& m_engine;
};

class StillClock final : public Clock
{
public:
    Timestamp now() const override { return *parseTimestamp(QStringLiteral("2026-11-23T14:33:00Z")); }
};

struct Settings
{
    widgets::Theme theme;
    FakeEngine engine;
    FakeEvents events;
    StillClock clock;
    FakeSettings link{engine};
    models::WorkspacePresenter workspace{engine, events, clock};
    SettingsPresenter presenter{link, workspace};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    widgets::SettingsPage page{theme, presenter, settings};
    std::function<void()> undo; ///< of what was applied last

    explicit Settings(const char* view)
    {
        theme.applyTo(*qApp);
        link.tell();
        Q_EMIT engine.opened({});
        Q_EMIT engine.listening(QStringLiteral("127.0.0.1"), 4400);
        QObject::connect(&presenter, &SettingsPresenter::applied, &presenter,
                         [this](const QString&, const std::function<void()>& back) { undo = back; });
        page.setView(QString::fromLatin1(view));
        page.resize(900, 700);
        page.show();
    }

    template<class T>
    T* find(const char* name)
    {
        T* found = page.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }

    void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
};

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drafts_data();
    void drafts();
    void openToOthers_data();
    void openToOthers();
    void variables_data();
    void variables();
    void launchIsKept();
    void listenerIsMoved();
    void stoppedListenerStaysStopped();
    void draftsAreCancelled();
    void appearanceIsApplied();
    void variablesKeepTheirTypes();
    void secretsAreSetAndRemoved();
    void destinationsAreChecked_data();
    void destinationsAreChecked();
    void destinationIsChosen();
    void environmentIsAdded();
    void everyControlHasAName();
};

void TestSettings::drafts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("hostFits");
    QTest::addColumn<bool>("portFits");
    QTest::addColumn<bool>("urlFits");
    QTest::newRow("usual") << "127.0.0.1"
                           << "4400"
                           << "" << true << true << true;
    QTest::newRow("IPv6") << "::1"
                          << "1"
                          << "https://a.example" << true << true << true;
    QTest::newRow("name") << "my-machine.local"
                          << "65535"
                          << "http://a.example/hooks" << true << true << true;
    QTest::newRow("nothing") << ""
                             << ""
                             << "" << false << false << true;
    QTest::newRow("cut address") << "127.0.0"
                                 << "65536"
                                 << "a.example" << false << false << false;
    QTest::newRow("large numbers") << "300.1.1.1"
                                   << "0"
                                   << "https://" << false << false << false;
    QTest::newRow("no host") << "a b"
                             << "80a"
                             << "ftp://a.example" << false << false << false;
    QTest::newRow("with a query") << "localhost"
                                  << "80"
                                  << "https://a.example?x=1" << true << true << false;
}

void TestSettings::drafts()
{
    QFETCH(QString, host);
    QFETCH(QString, port);
    QFETCH(QString, url);
    const auto problems = SettingsPresenter::check({host, port, url, true});
    QTEST(!problems.contains(ListenerField::Host), "hostFits");
    QTEST(!problems.contains(ListenerField::Port), "portFits");
    QTEST(!problems.contains(ListenerField::PublicUrl), "urlFits");
}

void TestSettings::openToOthers_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("open");
    QTest::newRow("loopback") << "127.0.0.1" << false;
    QTest::newRow("another loopback") << "127.8.0.1" << false;
    QTest::newRow("IPv6 loopback") << "::1" << false;
    QTest::newRow("localhost") << "localhost" << false;
    QTest::newRow("all") << "0.0.0.0" << true;
    QTest::newRow("network") << "192.168.1.5" << true;
    QTest::newRow("name") << "my-machine" << true;
}

void TestSettings::openToOthers()
{
    QFETCH(QString, host);
    QTEST(SettingsPresenter::isOpenToOthers(host), "open");
}

void TestSettings::variables_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("none") << "" << true;
    QTest::newRow("two") << "A=1\n\nB_2 = x=y" << true;
    QTest::newRow("empty value") << "A=" << true;
    QTest::newRow("no equals") << "A" << false;
    QTest::newRow("digit first") << "1A=x" << false;
    QTest::newRow("no name") << "=x" << false;
    QTest::newRow("twice") << "A=1\nA=2" << false;
}

void TestSettings::variables()
{
    QFETCH(QString, text);
    QTEST(SettingsPresenter::checkVariables(text).isEmpty(), "fits");
}

void TestSettings::launchIsKept()
{
    workspace::LocalSettings local;
    QVERIFY(models::listensAtLaunch(local));
    models::setListensAtLaunch(local, false);
    QVERIFY(!models::listensAtLaunch(local));
    FakeEngine engine;
    FakeEvents events;
    StillClock clock;
    models::WorkspacePresenter presenter(engine, events, clock);
    auto quiet = std::make_shared<workspace::Workspace>(*sampleWorkspace());
    quiet->local = local;
    Q_EMIT engine.workspaceChanged(quiet, QStringLiteral("development"));
    Q_EMIT engine.opened({});
    QVERIFY(engine.starts.isEmpty());
    models::setListensAtLaunch(local, true);
    QVERIFY(local.window.isEmpty());
}

void TestSettings::listenerIsMoved()
{
    Settings settings("settings-listener");
    auto* host = settings.find<QLineEdit>("listenerHost");
    auto* port = settings.find<QLineEdit>("listenerPort");
    auto* apply = settings.find<QAbstractButton>("listenerApply");
    QCOMPARE(host->text(), QStringLiteral("127.0.0.1"));
    QVERIFY(!apply->isEnabled());
    settings.type(port, QStringLiteral("99999"));
    QVERIFY(settings.find<QLabel>("listenerPortNote")->isVisible());
    QVERIFY(!apply->isEnabled());
    settings.type(port, QStringLiteral("4455"));
    settings.type(host, QStringLiteral("0.0.0.0"));
    QVERIFY(settings.find<QLabel>("listenerHostNote")->text().contains(QStringLiteral("Other machines")));
    settings.type(settings.find<QLineEdit>("publicUrlField"), QStringLiteral("https://a.example/"));
    QTest::mouseClick(apply, Qt::LeftButton);
    QCOMPARE(settings.link.workspace.local.port, 4455);
    QCOMPARE(settings.link.workspace.local.host, QStringLiteral("0.0.0.0"));
    QCOMPARE(settings.link.workspace.local.publicUrl, QStringLiteral("https://a.example"));
    QCOMPARE(settings.engine.starts.last(), 4455);
    QVERIFY(settings.undo);
    std::exchange(settings.undo, nullptr)();
    QCOMPARE(settings.link.workspace.local.port, 4400);
    QCOMPARE(settings.link.workspace.local.publicUrl, QString());
    QCOMPARE(settings.engine.starts.last(), 4400);
    QVERIFY(!settings.undo); // what goes back is not taken back again
}

void TestSettings::stoppedListenerStaysStopped()
{
    Settings settings("settings-listener");
    Q_EMIT settings.engine.stopped();
    const qsizetype before = settings.engine.starts.size();
    settings.type(settings.find<QLineEdit>("listenerPort"), QStringLiteral("4456"));
    QTest::keyClick(settings.find<QLineEdit>("listenerPort"), Qt::Key_Return);
    QCOMPARE(settings.link.workspace.local.port, 4456);
    QCOMPARE(settings.engine.starts.size(), before);
}

void TestSettings::draftsAreCancelled()
{
    Settings settings("settings-listener");
    auto* port = settings.find<QLineEdit>("listenerPort");
    settings.type(port, QStringLiteral("1234"));
    settings.link.tell(); // what is typed survives changes from outside
    QCOMPARE(port->text(), QStringLiteral("1234"));
    QTest::mouseClick(settings.find<QAbstractButton>("listenerCancel"), Qt::LeftButton);
    QCOMPARE(port->text(), QStringLiteral("4400"));
    QCOMPARE(settings.link.workspace.local.port, 4400);
}

void TestSettings::appearanceIsApplied()
{
    Settings settings("settings-appearance");
    auto* theme = settings.find<QComboBox>("appearanceTheme");
    theme->setFocus();
    QTest::keyClick(theme, Qt::Key_End);
    QTest::keyClick(settings.find<QCheckBox>("appearanceMotion"), Qt::Key_Space);
    settings.find<QSpinBox>("appearanceSize")->setValue(15);
    QVERIFY(settings.theme.baseSize() == widgets::Theme::designSize); // a draft
    QTest::mouseClick(settings.find<QAbstractButton>("appearanceApply"), Qt::LeftButton);
    QVERIFY(settings.theme.appearance() == widgets::Appearance::Dark);
    QCOMPARE(settings.theme.baseSize(), 15);
    QVERIFY(settings.theme.reducedMotion());
    QVERIFY(!settings.find<QAbstractButton>("appearanceApply")->isEnabled());
    settings.theme.setBaseSize(13); // as the View menu does
    QCOMPARE(settings.find<QSpinBox>("appearanceSize")->value(), 13);
}

void TestSettings::variablesKeepTheirTypes()
{
    Settings settings("settings-environments");
    auto* text = settings.find<QPlainTextEdit>("settingsVariables");
    QCOMPARE(text->toPlainText(), QStringLiteral("LIMIT=5"));
    text->setFocus();
    QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, QStringLiteral("PLAN"));
    QVERIFY(!settings.find<QAbstractButton>("variablesApply")->isEnabled());
    QTest::keyClicks(text, QStringLiteral("=pro"));
    QTest::mouseClick(settings.find<QAbstractButton>("variablesApply"), Qt::LeftButton);
    const json::Object& vars = settings.link.workspace.environments.front().environment.vars;
    QVERIFY(vars[u"LIMIT"] == json::Value(5));
    QVERIFY(vars[u"PLAN"] == json::Value(QStringLiteral("pro")));
    QVERIFY(settings.undo);
    settings.undo();
    const json::Object& former = settings.link.workspace.environments.front().environment.vars;
    QVERIFY(former[u"LIMIT"] == json::Value(5));
    QVERIFY(!former.find(u"PLAN"));
}

void TestSettings::secretsAreSetAndRemoved()
{
    Settings settings("settings-environments");
    QTRY_VERIFY(settings.page.findChild<QLineEdit*>(QStringLiteral("secretValue_A_SECRET")));
    auto* value = settings.find<QLineEdit>("secretValue_A_SECRET");
    QCOMPARE(value->echoMode(), QLineEdit::Password);
    QVERIFY(!settings.find<QAbstractButton>("secretSet_A_SECRET")->isEnabled());
    QVERIFY(!settings.page.findChild<QAbstractButton*>(QStringLiteral("secretRemove_A_SECRET")));
    settings.type(value, QStringLiteral("made-up"));
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY(settings.link.secrets.value(QStringLiteral("A_SECRET")) == SecretString("made-up"));
    QTRY_VERIFY(settings.page.findChild<QAbstractButton*>(QStringLiteral("secretRemove_A_SECRET")));
    QTest::mouseClick(settings.find<QAbstractButton>("secretRemove_A_SECRET"), Qt::LeftButton);
    QVERIFY(settings.link.secrets.isEmpty());
    QVERIFY(settings.undo);
    settings.undo();
    QCOMPARE(settings.link.restored, QStringList{QStringLiteral("A_SECRET")});
}

void TestSettings::destinationsAreChecked_data()
{
    using Kind = workspace::DestinationKind;
    using Field = models::DestinationField;
    QTest::addColumn<models::DestinationDraft>("draft");
    QTest::addColumn<int>("field"); // -1 = nothing is wrong
    const auto row = [](const char* name, const models::DestinationDraft& draft, std::optional<Field> field) {
        QTest::newRow(name) << draft << (field ? static_cast<int>(*field) : -1);
    };
    const auto url = QStringLiteral("https://api.example.com/events");
    row("directory", {}, {});
    row("knock as it is", {Kind::Knock, {}, {}, {}, {}, {}}, {});
    row("knock elsewhere", {Kind::Knock, QStringLiteral("http://127.0.0.1:9/v"), {}, {}, {}, {}}, {});
    row("no address", {Kind::Knock, QStringLiteral("api.knock.app"), {}, {}, {}, {}}, Field::Url);
    row("a query", {Kind::Http, url + QStringLiteral("?a=1"), {}, {}, {}, {}}, Field::Url);
    row("no url", {Kind::Http, {}, {}, {}, {}, {}}, Field::Url);
    row("not signed", {Kind::Http, url, {}, {}, {}, {}}, {});
    row("signed by nothing", {Kind::Http, url, {}, {}, QStringLiteral("hmac"), {}}, Field::Secret);
    row("signed", {Kind::Http, url, QStringLiteral("KEY"), {}, QStringLiteral("hmac"), QStringLiteral("X-Sig")}, {});
    row("name of the key", {Kind::Knock, {}, QStringLiteral("my key"), {}, {}, {}}, Field::Secret);
    row("public key", {Kind::Knock, {}, {}, QStringLiteral("pk_made_up"), {}, {}}, Field::Key);
    row("service token", {Kind::Knock, {}, {}, QStringLiteral("knock_st_made_up"), {}, {}}, Field::Key);
    row("header", {Kind::Http, url, QStringLiteral("KEY"), {}, QStringLiteral("hmac"), QStringLiteral("X Sig:")},
        Field::Header);
}

void TestSettings::destinationsAreChecked()
{
    QFETCH(models::DestinationDraft, draft);
    QFETCH(int, field);
    const models::DestinationProblems problems = SettingsPresenter::check(draft);
    QCOMPARE(problems.size(), field < 0 ? size_t(0) : size_t(1));
    if (field >= 0)
        QVERIFY(!problems.at(static_cast<models::DestinationField>(field)).isEmpty());
}

void TestSettings::destinationIsChosen()
{
    Settings settings("settings-environments");
    const auto stored = [&] { return settings.link.workspace.environments.front().environment; };
    auto* kind = settings.find<QComboBox>("destinationKind");
    auto* apply = settings.find<QAbstractButton>("destinationApply");
    QVERIFY(!settings.find<QLineEdit>("destinationUrl")->isVisible());
    QVERIFY(!apply->isEnabled());
    kind->setCurrentIndex(kind->findData(static_cast<int>(workspace::DestinationKind::Knock)));
    QVERIFY(settings.find<QLabel>("destinationKindNote")->text().contains(QStringLiteral("held")));
    QVERIFY(!settings.find<QComboBox>("destinationScheme")->isVisible());
    auto* key = settings.find<QLineEdit>("destinationKey");
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    settings.type(key, QStringLiteral("pk_made_up"));
    QVERIFY(settings.find<QLabel>("destinationKeyNote")->text().contains(QStringLiteral("sk_")));
    QVERIFY(!apply->isEnabled());
    settings.type(key, QStringLiteral("sk_made_up"));
    QTest::mouseClick(apply, Qt::LeftButton);
    QVERIFY(stored().destination.kind == workspace::DestinationKind::Knock);
    QCOMPARE(stored().destination.secret, QStringLiteral("KNOCK_API_KEY"));
    QVERIFY(stored().secrets.contains(QStringLiteral("KNOCK_API_KEY")));
    QVERIFY(settings.link.secrets.value(QStringLiteral("KNOCK_API_KEY")) == SecretString("sk_made_up"));
    QVERIFY(key->text().isEmpty());
    QVERIFY(!apply->isEnabled());

    kind->setCurrentIndex(kind->findData(static_cast<int>(workspace::DestinationKind::Http)));
    QVERIFY(!apply->isEnabled()); // no address yet
    settings.type(settings.find<QLineEdit>("destinationUrl"), QStringLiteral("https://api.example.com/events"));
    auto* scheme = settings.find<QComboBox>("destinationScheme");
    scheme->setCurrentIndex(scheme->findData(QStringLiteral("hmac")));
    settings.type(settings.find<QLineEdit>("destinationHeader"), QStringLiteral("X-Signature"));
    settings.type(settings.find<QLineEdit>("destinationSecret"), QStringLiteral("OUT_SECRET"));
    QTest::mouseClick(apply, Qt::LeftButton);
    QCOMPARE(stored().destination.url, QStringLiteral("https://api.example.com/events"));
    QCOMPARE(stored().destination.signing[u"scheme"].toString(), QStringLiteral("hmac"));
    QCOMPARE(stored().destination.signing[u"header"].toString(), QStringLiteral("X-Signature"));
    QCOMPARE(stored().destination.secret, QStringLiteral("OUT_SECRET"));
    QVERIFY(settings.undo);
    std::exchange(settings.undo, nullptr)();
    QVERIFY(stored().destination.kind == workspace::DestinationKind::Knock);
    QVERIFY(!settings.undo);
}

void TestSettings::environmentIsAdded()
{
    Settings settings("settings-environments");
    auto* name = settings.find<QLineEdit>("newEnvironment");
    auto* add = settings.find<QAbstractButton>("addEnvironment");
    QVERIFY(!add->isEnabled());
    settings.type(name, QStringLiteral("Staging 2"));
    QVERIFY(settings.find<QLabel>("newEnvironmentNote")->isVisible());
    QVERIFY(!add->isEnabled());
    settings.type(name, QStringLiteral("staging"));
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(settings.find<QComboBox>("settingsEnvironment")->currentText(), QStringLiteral("staging"));
    settings.type(name, QStringLiteral("staging"));
    QVERIFY(settings.find<QLabel>("newEnvironmentNote")->isVisible());
}

void TestSettings::everyControlHasAName()
{
    for (const char* view : {"settings-listener", "settings-appearance", "settings-environments"}) {
        Settings settings(view);
        for (const QWidget* widget : settings.page.findChildren<QWidget*>()) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool control = button || qobject_cast<const QComboBox*>(widget) ||
                                 qobject_cast<const QSpinBox*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
                                 qobject_cast<const QLineEdit*>(widget);
            if (!control || !widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
