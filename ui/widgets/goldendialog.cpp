#include "ui/widgets/goldendialog.h"

#include "ui/models/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <chrono>

namespace hw::widgets {

using models::GoldenMaker;

namespace {

constexpr int margin = 24;
constexpr int gap = 8;
constexpr int placesWidth = 300;
constexpr std::chrono::milliseconds previewDelay{150};
constexpr int pathRole = Qt::UserRole;

} // namespace

GoldenDialog::GoldenDialog(const Theme& theme, std::unique_ptr<GoldenMaker> maker, QWidget* parent)
    : QDialog(parent)
    , m_maker(std::move(maker))
    , m_places(new QListWidget)
    , m_request(new CodeEditor(theme, CodeEditor::Margins::Numbers))
    , m_name(new QLineEdit)
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_keep(new Button(theme, tr("Make the test"), ButtonKind::Primary, Icon::Mark))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("goldenDialog"));
    setWindowTitle(tr("Make a test"));
    resize(parent ? parent->size().boundedTo(QSize(960, 620)) : QSize(960, 620));
    m_places->setObjectName(QStringLiteral("goldenMasks"));
    m_places->setAccessibleName(tr("What is masked"));
    m_places->setFont(theme.font(TextRole::Mono));
    for (const GoldenMaker::Place& place : m_maker->places()) {
        auto* item = new QListWidgetItem(tr("%1  %2").arg(place.path, place.value), m_places);
        item->setData(pathRole, place.path);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(place.suggested ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(item->text());
    }
    m_request->setObjectName(QStringLiteral("goldenPreview"));
    m_request->setAccessibleText(tr("The request as it will be kept"));
    m_request->setReadOnly(true);
    m_name->setObjectName(QStringLiteral("goldenName"));
    m_name->setAccessibleName(tr("Name"));
    m_problem->setObjectName(QStringLiteral("goldenProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_keep->setObjectName(QStringLiteral("goldenKeep"));
    m_keep->setDefault(true);
    m_keep->setEnabled(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    column->addWidget(new Label(theme, windowTitle(), TextRole::SectionTitle));
    auto* help = new Label(theme,
                           tr("The test keeps this request and what it leads to, as files of the workspace. Stored "
                              "secrets are replaced by throw-away ones, with which it is signed anew. Check what else "
                              "is nobody's business."),
                           TextRole::Body, Token::Text2);
    help->setWordWrap(true);
    column->addWidget(help);
    auto* both = new QHBoxLayout;
    both->setSpacing(gap);
    auto* left = new QVBoxLayout;
    left->addWidget(new Label(theme, tr("Masked"), TextRole::Caption, Token::Text3));
    left->addWidget(m_places, 1);
    auto* right = new QVBoxLayout;
    right->addWidget(new Label(theme, tr("The request as it will be kept"), TextRole::Caption, Token::Text3));
    right->addWidget(m_request, 1);
    both->addLayout(left, 2);
    both->addLayout(right, 3);
    m_places->setMinimumWidth(placesWidth);
    column->addLayout(both, 1);
    column->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(new Label(theme, tr("Name"), TextRole::Body, Token::Text2));
    row->addWidget(m_name, 1);
    auto* cancel = new Button(theme, tr("Cancel"));
    row->addWidget(cancel);
    row->addWidget(m_keep);
    column->addLayout(row);

    m_delay.setSingleShot(true);
    m_delay.setInterval(previewDelay);
    connect(&m_delay, &QTimer::timeout, this, &GoldenDialog::preview);
    connect(m_places, &QListWidget::itemChanged, this, [this] { m_delay.start(); });
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QAbstractButton::clicked, this, [this] {
        m_keep->setEnabled(false);
        m_maker->keep(m_name->text());
    });
    connect(m_maker.get(), &GoldenMaker::previewed, this, [this] {
        showProblem({});
        m_request->setText(m_maker->requestText());
        if (m_name->text().isEmpty())
            m_name->setText(m_maker->suggestedName());
        m_keep->setEnabled(true);
    });
    connect(m_maker.get(), &GoldenMaker::refused, this, [this](const Error& error) {
        showProblem(models::errorText(error, models::Audience::Window));
        m_keep->setEnabled(m_maker->isReady());
    });
    connect(m_maker.get(), &GoldenMaker::made, this, [this](const QString& source, const QString& name) {
        Q_EMIT made(source, name);
        accept();
    });
    preview();
}

GoldenDialog::~GoldenDialog() = default;

QStringList GoldenDialog::masks() const
{
    QStringList paths;
    for (int row = 0; row < m_places->count(); ++row) {
        if (m_places->item(row)->checkState() == Qt::Checked)
            paths.append(m_places->item(row)->data(pathRole).toString());
    }
    return paths;
}

void GoldenDialog::preview()
{
    m_maker->setMasks(masks());
}

void GoldenDialog::showProblem(const QString& text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace hw::widgets
