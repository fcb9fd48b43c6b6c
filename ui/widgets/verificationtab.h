#pragma once

#include "ui/models/eventdetail.h"
#include "ui/models/explainedview.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace hw::widgets {

class CodeBox;
class DiagnosisCard;
class ProofDigests;
class ProofHeaders;
class ProofPayload;
class ProofTable;
class SectionLabel;
class Theme;

/// What verification found: on the left the diagnosis with its fixes, the checks and what was tried, on the right the
/// proof in three steps. Before there is an explanation, what the run recorded.
class VerificationTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerificationTab)

public:
    explicit VerificationTab(const Theme& theme, QWidget* parent = nullptr);

    void setRecorded(const models::VerificationView& recorded);
    /// As DiagnosisCard::showExplained().
    void setExplained(const models::ExplainedView& view, bool canProcessAgain, int others);
    [[nodiscard]] DiagnosisCard& diagnosis() { return *m_diagnosis; }

private:
    [[nodiscard]] QWidget* makeLeft();
    [[nodiscard]] QWidget* makeProof();
    void showChecks(const std::vector<models::CheckRow>& checks, const QString& title);
    void showTried(const models::ExplainedView& view);
    void showProof(const models::ExplainedView& view);

    const Theme& m_theme;
    DiagnosisCard* m_diagnosis;
    SectionLabel* m_checksLabel;
    QVBoxLayout* m_checks;
    SectionLabel* m_triedLabel;
    QVBoxLayout* m_tried;
    SectionLabel* m_headerLabel;
    ProofHeaders* m_headers;
    ProofTable* m_parts;
    SectionLabel* m_contentLabel;
    ProofPayload* m_content;
    SectionLabel* m_digestLabel;
    ProofDigests* m_digests;
    SectionLabel* m_commandLabel;
    QVBoxLayout* m_command;
    QScrollArea* m_proof;
};

} // namespace hw::widgets
