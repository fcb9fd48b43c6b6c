#include "ui/widgets/sourceimportdialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/keyvaluerows.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int margin = 24;
constexpr QSize usualSize(560, 600);
constexpr qsizetype listed = 40;

} // namespace

SourceImportDialog::SourceImportDialog(const Theme& theme, const models::SourceImport& import,
                                       const catalog::Catalog& catalog, const QStringList& taken, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_catalog(catalog)
    , m_taken(taken)
    , m_name(new QLineEdit(import.bundle.source.name))
    , m_key(new QLineEdit(import.bundle.source.key))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_summary(new KeyValueRows(theme))
    , m_mappings(new QVBoxLayout)
    , m_notesTitle(new Label(theme, tr("What is different here"), TextRole::Caption, Token::Text2))
    , m_notes(new QVBoxLayout)
    , m_accept(new Button(theme, tr("Add the source"), ButtonKind::Primary))
{
    const bool fromKnock = !import.environment.isEmpty();
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("sourceImportDialog"));
    setWindowTitle(fromKnock ? tr("Import a source of Knock") : tr("Import a source"));
    m_name->setObjectName(QStringLiteral("importName"));
    m_key->setObjectName(QStringLiteral("importKey"));
    m_problem->setObjectName(QStringLiteral("importProblem"));
    m_accept->setObjectName(QStringLiteral("importAccept"));
    m_problem->setWordWrap(true);

    auto* fields = new QVBoxLayout;
    fields->setSpacing(4);
    const auto caption = [&](const QString& text, QWidget* field) {
        auto* label = new Label(theme, text, TextRole::Caption, Token::Text2);
        label->setBuddy(field);
        field->setAccessibleName(text);
        fields->addWidget(label);
        fields->addWidget(field);
    };
    caption(tr("Name"), m_name);
    caption(tr("Key: the end of its address"), m_key);
    fields->addWidget(m_problem);
    if (import.environments.size() > 1) {
        auto* environments = new ComboBox(theme);
        environments->setObjectName(QStringLiteral("importEnvironment"));
        environments->addItems(import.environments);
        environments->setCurrentText(import.environment);
        caption(tr("Environment of Knock"), environments);
        connect(environments, &QComboBox::currentTextChanged, this, &SourceImportDialog::environmentWanted);
    }

    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(12, 12, 12, 12);
    rows->setSpacing(8);
    rows->addWidget(m_summary);
    rows->addLayout(m_mappings);
    rows->addWidget(m_notesTitle);
    rows->addLayout(m_notes);
    rows->addStretch(1);
    auto* scroll = scrolling(content);
    scroll->setObjectName(QStringLiteral("importPreview"));
    scroll->setAccessibleName(tr("What comes"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    auto* cancel = new Button(theme, tr("Cancel"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(12);
    column->addWidget(new Label(theme, windowTitle(), TextRole::SectionTitle));
    column->addLayout(fields);
    column->addWidget(scroll, 1);
    column->addLayout(buttons);
    resize(usualSize);

    connect(m_key, &QLineEdit::textChanged, this, &SourceImportDialog::check);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QAbstractButton::clicked, this, [this] {
        models::SourceImport wanted = m_import;
        wanted.bundle.source.name = m_name->text().trimmed();
        wanted.bundle.source.key = m_key->text().trimmed();
        accept();
        Q_EMIT importWanted(wanted);
    });
    show(import);
    check();
}

SourceImportDialog::~SourceImportDialog() = default;

void SourceImportDialog::listTexts(QVBoxLayout& column, const QStringList& texts, Token token)
{
    clearLayout(column);
    for (const QString& text : texts.mid(0, listed)) {
        auto* label = new Label(m_theme, text, TextRole::Body, token);
        label->setWordWrap(true);
        label->setSelectable();
        column.addWidget(label);
    }
    if (texts.size() > listed)
        column.addWidget(new Label(m_theme, tr("and %n more", nullptr, static_cast<int>(texts.size() - listed)),
                                   TextRole::Body, Token::Text3));
}

void SourceImportDialog::show(const models::SourceImport& import)
{
    m_import = import;
    std::vector<KeyValue> rows;
    for (const models::KeyValue& row : models::importSummary(import, m_catalog))
        rows.push_back({row.key, row.value, row.isCode ? TextRole::Mono : TextRole::Body});
    m_summary->setRows(rows);
    listTexts(*m_mappings, models::importMappings(import), Token::Text2);
    QStringList notes;
    for (const workspace::KnockNote& note : import.notes)
        notes.append(QStringLiteral("• ") + models::importNoteText(note, models::Audience::Window));
    m_notesTitle->setVisible(!notes.isEmpty());
    listTexts(*m_notes, notes, Token::Text);
}

void SourceImportDialog::check()
{
    const QString problem = models::importKeyProblem(m_key->text().trimmed(), m_taken);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_key->setProperty("invalid", !problem.isEmpty());
    m_key->style()->unpolish(m_key);
    m_key->style()->polish(m_key);
    m_key->setAccessibleDescription(problem);
    m_accept->setEnabled(problem.isEmpty());
}

} // namespace hw::widgets
